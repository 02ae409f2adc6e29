package org.duban.desk;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.duban.process.ConditionalOnRole;
import org.duban.process.Role;
import org.duban.views.MyViews;
import org.duban.views.ViewRefused;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Keeps views of the ledger and its columns for whoever looks; names stand in forms, so that any can be one. */
@RestController
@ConditionalOnRole(Role.DESK)
final class LedgerViewsController {

    static final String PATH = DeskSecurity.PATH + "/views";

    private final MyViews mine;
    private final LedgerViews views;
    private final LedgerController ledger;

    LedgerViewsController(MyViews mine, LedgerViews views, LedgerController ledger) {
        this.mine = mine;
        this.views = views;
        this.ledger = ledger;
    }

    /** @param of the address of the ledger, without its path */
    @PostMapping(path = PATH, produces = DeskPages.HTML)
    ResponseEntity<String> save(
            @RequestParam @Nullable String name,
            @RequestParam(defaultValue = "") String of,
            CsrfToken token,
            Locale browser) {
        var filter = LedgerQueries.filter(of);
        return changed(filter, "saved", name, token, browser, () -> mine.save(name, views.whole(filter)));
    }

    @PostMapping(path = PATH + "/rename", produces = DeskPages.HTML)
    ResponseEntity<String> rename(
            @RequestParam(defaultValue = "") String name,
            @RequestParam @Nullable String to,
            @RequestParam(defaultValue = "") String of,
            CsrfToken token,
            Locale browser) {
        return changed(LedgerQueries.filter(of), "renamed", "", token, browser, () -> mine.rename(name, to));
    }

    @PostMapping(path = PATH + "/delete", produces = DeskPages.HTML)
    ResponseEntity<String> delete(
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String of,
            CsrfToken token,
            Locale browser) {
        return changed(LedgerQueries.filter(of), "deleted", "", token, browser, () -> mine.remove(name));
    }

    /** @param column what is to be shown; none: as is usual */
    @PostMapping(path = PATH + "/columns", produces = DeskPages.HTML)
    ResponseEntity<String> columns(
            @RequestParam(defaultValue = "") List<String> column, @RequestParam(defaultValue = "") String of) {
        var chosen = LedgerColumn.named(column);
        var usual = chosen.equals(LedgerColumn.USUAL);
        mine.keepColumns(usual ? List.of() : chosen.stream().map(Enum::name).toList());
        var filter = LedgerQueries.filter(of);
        return there(filter.showing(filter.columns().isEmpty() ? List.of() : chosen), "columns");
    }

    private ResponseEntity<String> changed(
            LedgerFilter filter,
            String done,
            @Nullable String typed,
            CsrfToken token,
            Locale browser,
            Runnable change) {
        try {
            change.run();
            return there(filter, done);
        } catch (ViewRefused e) {
            var said = ViewsSaid.refused(e, typed);
            return ledger.shown(HttpStatus.UNPROCESSABLE_CONTENT, filter, said, token, browser);
        }
    }

    private static ResponseEntity<String> there(LedgerFilter filter, String done) {
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(URI.create(filter.url(null) + "&done=" + done))
                .build();
    }
}
