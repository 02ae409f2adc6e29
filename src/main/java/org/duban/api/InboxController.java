package org.duban.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.duban.access.PresentUser;
import org.duban.inbox.Inbox;
import org.duban.inbox.InboxMail;
import org.duban.inbox.InboxQuery;
import org.duban.inbox.InboxState;
import org.duban.notice.NoticeRecord;
import org.duban.notice.Notices;
import org.duban.process.ConditionalOnRole;
import org.duban.process.Role;
import org.duban.rest.Page;
import org.duban.words.Languages;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows what came back by mail. */
@RestController
@RequestMapping("/api/v1/inbox")
@ConditionalOnRole(Role.DESK)
@Tag(name = "Inbox", description = "Bounces and replies that came in by mail, and what became of them")
final class InboxController {

    private final Inbox inbox;
    private final Notices notices;
    private final UnitFilter units;
    private final PresentUser user;
    private final Languages languages;

    InboxController(Inbox inbox, Notices notices, UnitFilter units, PresentUser user, Languages languages) {
        this.inbox = inbox;
        this.notices = notices;
        this.units = units;
        this.user = user;
        this.languages = languages;
    }

    @GetMapping
    @Operation(
            summary = "Mails that came in, the newest first",
            description = "NOT_UNDERSTOOD and NOT_TAKEN are for somebody to read.")
    Page<InboxMailView> find(
            @Parameter(description = "those in one of these states") @RequestParam(required = false) @Nullable
                    Set<InboxState> state,
            @Parameter(description = "those that are this office's business, not those of offices below it")
                    @RequestParam(required = false)
                    @Nullable
                    String office,
            @Parameter(description = "those that somebody has (true) or nobody has (false) dealt with")
                    @RequestParam(required = false)
                    @Nullable
                    Boolean dealtWith,
            @Parameter(description = "those about this notice") @RequestParam(required = false) @Nullable UUID notice,
            @Parameter(description = "next of the page before") @RequestParam(required = false) @Nullable Long cursor,
            @Parameter(description = "1 to 500, usually 50") @RequestParam(required = false) @Nullable Integer limit,
            Locale reader) {
        var most = Page.limit(limit);
        var asked = office(Parameters.given(office));
        var found = inbox.find(
                new InboxQuery(Parameters.given(state), dealtWith, asked, notice, cursor, most + 1), user.scope());
        var forwarded = notices.forwarding(found.stream().map(InboxMail::id).toList()).stream()
                .collect(Collectors.groupingBy(
                        by -> Objects.requireNonNull(by.mail()),
                        Collectors.mapping(NoticeRecord::id, Collectors.toList())));
        var shown = found.stream()
                .map(mail -> InboxMailView.of(mail, forwarded.getOrDefault(mail.id(), List.of()), languages, reader))
                .toList();
        return Page.of(shown, most, view -> String.valueOf(view.mail().id()));
    }

    private @Nullable String office(@Nullable String code) {
        return code == null ? null : units.unit("office", code, this::hasMails);
    }

    private boolean hasMails(String office) {
        return !inbox.find(new InboxQuery(Set.of(), null, office, null, null, 1), user.scope())
                .isEmpty();
    }
}
