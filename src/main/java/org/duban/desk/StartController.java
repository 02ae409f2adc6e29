package org.duban.desk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.duban.desk.StartPage.Door;
import org.duban.process.ConditionalOnRole;
import org.duban.process.DubanProperties;
import org.duban.process.OwnMailbox;
import org.duban.process.Role;
import org.duban.words.Languages;
import org.duban.words.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The page for whoever opens the bare address: what runs here, and where everything is. */
@RestController
@ConditionalOnRole(Role.DESK)
final class StartController {

    static final String PATH = "/";

    private final DubanProperties duban;
    private final @Nullable OwnMailbox mailbox;
    private final Languages languages;

    StartController(DubanProperties duban, ObjectProvider<OwnMailbox> mailbox, Languages languages) {
        this.duban = duban;
        this.mailbox = mailbox.getIfAvailable();
        this.languages = languages;
    }

    @GetMapping(path = PATH, produces = DeskPages.HTML)
    ResponseEntity<String> show(Locale browser) {
        var words = languages.words(DeskPages.BUNDLE, browser);
        var page = new StartPage(
                words,
                doors(words),
                Arrays.stream(Role.values())
                        .filter(duban.roles()::contains)
                        .map(role -> words.say("start.role." + role))
                        .collect(Collectors.joining("\n")),
                words.say(mailbox == null ? "start.mail.server" : "start.mail.mailbox"));
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .varyBy(HttpHeaders.ACCEPT_LANGUAGE, HttpHeaders.COOKIE)
                .body(DeskPages.start(page));
    }

    /** Their addresses count from that of the page, so that they lead to wherever the reader has found it. */
    private List<Door> doors(Words words) {
        var doors = new ArrayList<Door>();
        if (mailbox != null) {
            doors.add(door(words, "mailbox", mailbox.path()));
        }
        doors.add(door(words, "login", DeskSecurity.LOGIN.substring(1)));
        doors.add(door(words, "board", DeskSecurity.PATH.substring(1)));
        doors.add(door(words, "ledger", LedgerFilter.PATH.substring(1)));
        doors.add(door(words, "inbox", InboxFilter.PATH.substring(1)));
        doors.add(door(words, "api", "swagger-ui.html"));
        return doors;
    }

    private static Door door(Words words, String key, String address) {
        return new Door(words.say("start." + key), words.say("start." + key + ".text"), address);
    }
}
