package org.duban.accounts;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Locale;
import org.duban.access.users.AccountDoor;
import org.duban.accounts.links.JdbcMailedLinks;
import org.duban.accounts.links.LinkPurpose;
import org.duban.accounts.links.MailedLink;
import org.duban.accounts.links.MailedLinks;
import org.duban.channel.Outcome;
import org.duban.letter.LetterProperties;
import org.duban.letter.MailWriter;
import org.duban.letter.NoteWriter;
import org.duban.mail.DirectMail;
import org.duban.process.BackgroundLoop;
import org.duban.process.ConditionalOnRole;
import org.duban.process.DubanProperties;
import org.duban.process.Role;
import org.duban.words.Languages;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Mails the links that are asked for. Whatever a crash or a mail server that is away leaves unsent is tried again, each time with
 * another secret: a second mail about the same has the link that counts.
 */
@Component
@ConditionalOnRole(Role.MAIL)
final class LinkMailer extends BackgroundLoop {

    private static final Logger log = LoggerFactory.getLogger(LinkMailer.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    /** Longer than a mail server may take. */
    private static final Duration CLAIM = Duration.ofMinutes(10);

    private static final Duration NEXT_TRY = Duration.ofSeconds(30);

    private final JdbcMailedLinks table;
    private final DirectMail mail;
    private final NoteWriter writer;
    private final AccountDoor door;
    private final Languages languages;
    private final String pages;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    LinkMailer(
            JdbcMailedLinks table,
            DirectMail mail,
            LetterProperties letters,
            AccountDoor door,
            Languages languages,
            DubanProperties duban,
            InstantSource clock) {
        super("link-mail", PAUSE);
        this.table = table;
        this.mail = mail;
        this.writer = new NoteWriter(letters);
        this.door = door;
        this.languages = languages;
        this.pages = duban.baseUrl().toString().replaceAll("/+$", "");
        this.clock = clock;
    }

    @Override
    protected boolean round() {
        var now = clock.instant();
        var link = table.claim(now, now.plus(CLAIM));
        link.ifPresent(this::send);
        return link.isPresent();
    }

    private void send(MailedLink link) {
        var recipient = MailWriter.envelope(link.address());
        if (recipient.isEmpty()) {
            table.remove(link.id());
            return;
        }
        var code = link.purpose() == LinkPurpose.CODE;
        var secret = code ? "%08d".formatted(random.nextInt(100_000_000)) : secret();
        var hash = code ? MailedLinks.codeHash(link.id(), secret) : MailedLinks.hash(secret);
        table.seal(link.id(), hash, clock.instant().plus(link.purpose().validFor()));
        settle(link, mail.send(mail.from(), recipient.get(), letter(link, secret, recipient.get())));
    }

    private String secret() {
        var bytes = new byte[32];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private byte[] letter(MailedLink link, String secret, String recipient) {
        var reader = link.language() == null ? Locale.ENGLISH : Locale.forLanguageTag(link.language());
        var words = languages.words(AccountPages.BUNDLE, reader);
        var what = "letter." + link.purpose();
        var shown = door.displayName(link.account());
        var opens = link.purpose() == LinkPurpose.CODE
                ? secret.substring(0, 4) + " " + secret.substring(4)
                : pages + LinkController.PATH + "/" + secret;
        var text =
                words.say(what + ".text", shown, link.account()) + "\n\n" + opens + "\n\n" + words.say(what + ".after");
        return writer.write(
                link.id(), clock.instant(), recipient, words.lang(), words.say(what + ".subject"), text + "\n");
    }

    private void settle(MailedLink link, Outcome outcome) {
        if (outcome instanceof Outcome.ServerDown || outcome instanceof Outcome.Deferred) {
            table.tryAgain(link.id(), clock.instant().plus(NEXT_TRY));
        } else if (outcome instanceof Outcome.Refused) {
            table.remove(link.id());
        } else {
            table.mailed(link.id());
        }
        log.atInfo()
                .addKeyValue("link", link.id())
                .addKeyValue("purpose", link.purpose())
                .addKeyValue("outcome", outcome.getClass().getSimpleName())
                .log("Link mailed");
    }

    @Override
    protected void failed(RuntimeException failure) {
        log.warn("Links cannot be mailed now; the next round tries again", failure);
    }
}
