package org.duban.desk;

import java.util.Arrays;
import java.util.List;
import org.duban.desk.InboxPage.Option;
import org.duban.desk.LedgerPage.View;
import org.duban.process.ConditionalOnRole;
import org.duban.process.Role;
import org.duban.reasons.Reason;
import org.duban.views.MyViews;
import org.duban.views.SavedView;
import org.duban.words.Languages;
import org.duban.words.Words;
import org.springframework.stereotype.Component;

/** What somebody keeps of the ledger, beside the ledger. */
@Component
@ConditionalOnRole(Role.DESK)
final class LedgerViews {

    private final MyViews views;
    private final Languages languages;

    LedgerViews(MyViews views, Languages languages) {
        this.views = views;
        this.languages = languages;
    }

    /** What is shown of each task: what the address says, else what its reader has chosen, else what is usual. */
    List<LedgerColumn> columns(LedgerFilter filter) {
        return filter.columns().isEmpty() ? chosen() : filter.columns();
    }

    private List<LedgerColumn> chosen() {
        var chosen = LedgerColumn.named(views.columns());
        return chosen.isEmpty() ? LedgerColumn.USUAL : chosen;
    }

    /** The address of what a page shows, whoever opens it: with its columns. */
    String whole(LedgerFilter filter) {
        return whole(filter, columns(filter));
    }

    /** @param usual what is shown where the address does not say it */
    private static String whole(LedgerFilter filter, List<LedgerColumn> usual) {
        var shown = filter.columns().isEmpty() ? usual : filter.columns();
        return filter.showing(shown).url(null).getRawQuery();
    }

    LedgerPage.Views of(LedgerFilter filter, ViewsSaid said, String token, Words words) {
        var chosen = chosen();
        var shown = filter.columns().isEmpty() ? chosen : filter.columns();
        var here = whole(filter, chosen);
        var refused = said.refused();
        return new LedgerPage.Views(
                token,
                filter.url(null).getRawQuery(),
                said.done() == null ? null : words.say("view.done." + said.done()),
                refused == null ? null : refused.reason().in(languages.words(Reason.BUNDLE, words.locale())),
                said.typed(),
                views.all().stream().map(view -> link(view, here, chosen)).toList(),
                Arrays.stream(LedgerColumn.values())
                        .map(column -> new Option(column.name(), words.say("column." + column), shown.contains(column)))
                        .toList());
    }

    private static View link(SavedView view, String here, List<LedgerColumn> chosen) {
        var kept = LedgerQueries.filter(view.query());
        return new View(
                view.name(), kept.url(null).toString(), whole(kept, chosen).equals(here));
    }
}
