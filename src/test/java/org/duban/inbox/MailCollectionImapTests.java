package org.duban.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Flags;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.duban.TestHouse;
import org.duban.answers.links.SignedAddresses;
import org.duban.answers.links.SignedAddresses.Purpose;
import org.duban.inbox.mime.MailParser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Lays a collection of mails, one a file, into the mailbox of an IMAP server and has the whole house read it: each as if it had come
 * to the address for bounces of a notice. {@code mails} is its folder. Figures are in docs/inbox.md.
 */
@EnabledIfSystemProperty(named = "mails", matches = ".+")
class MailCollectionImapTests {

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final GreenMail server = new GreenMail(new ServerSetup[] {setup("smtp"), setup("imap")});
    private final TestHouse house = new TestHouse();
    private GreenMailUser mailbox;

    private static ServerSetup setup(String protocol) {
        var setup = new ServerSetup(0, "127.0.0.1", protocol);
        setup.setServerStartupTimeout(60_000);
        return setup;
    }

    @BeforeEach
    void open() {
        server.start();
        mailbox = server.setUser("duban@duban.example", "duban", "secret");
        server.setUser("readers@duban.example", "readers", "secret");
        server.getUserManager()
                .setMessageDeliveryHandler(
                        (mail, address) -> server.getUserManager().getUserByEmail("readers@duban.example"));
        house.with("spring.mail.port", String.valueOf(server.getSmtp().getPort()))
                .with("duban.mail.from", "duban@duban.example")
                .with("duban.mail.inbox.host", "127.0.0.1")
                .with("duban.mail.inbox.port", String.valueOf(server.getImap().getPort()))
                .with("duban.mail.inbox.tls", "NONE")
                .with("duban.mail.inbox.user", "duban")
                .with("duban.mail.inbox.password", "secret")
                .with("duban.mail.inbox.probe", "false")
                .with("duban.mail.inbox.every", "1s");
    }

    @AfterEach
    void close() {
        house.close();
        server.stop();
    }

    @Test
    void takesEachMailInAndIsStoppedByNone() throws Exception {
        var node = house.startNode();
        var to = node.getBean(SignedAddresses.class).localPart(Purpose.BOUNCE, told()) + "@duban.example";
        var folder = server.getManagers().getImapHostManager().getInbox(mailbox);
        var names = new HashMap<String, String>();
        var last = 0L;
        for (var file : MailCollectionTests.files(Path.of(System.getProperty("mails")))) {
            var bytes = MailCollectionTests.delivered(Files.readAllBytes(file), to);
            last = append(folder, bytes);
            names.put(MailParser.parse(bytes).key(), file.getFileName().toString());
        }

        var read = last;
        var table = node.getBean(InboxTable.class);
        await().atMost(PATIENCE).until(() -> table.readUpTo("127.0.0.1/duban/INBOX", folder.getUidValidity()) >= read);

        var kept = kept();
        var states = new TreeMap<String, Integer>();
        kept.values().forEach(state -> states.merge(state, 1, Integer::sum));
        System.out.println("read " + last + ", kept " + kept.size() + ", states " + states);
        assertThat(kept.keySet()).containsAll(names.keySet());
        assertThat(mistakes()).isZero();
        assertThat(kept.entrySet())
                .filteredOn(mail ->
                        !mail.getValue().equals("BOUNCE") && !mail.getValue().equals("NOT_UNDERSTOOD"))
                .filteredOn(mail -> !MailCollectionTests.isNoBounce(names.getOrDefault(mail.getKey(), "")))
                .isEmpty();
    }

    /** Its UID. */
    private static long append(MailFolder folder, byte[] mail) throws Exception {
        return folder.appendMessage(new MimeMessage(null, new ByteArrayInputStream(mail)), new Flags(), new Date());
    }

    /** The states of the mails that were taken in, by what they are known by. */
    private Map<String, String> kept() {
        var kept = new HashMap<String, String>();
        house.sql().sql("select key, state from inbox_mail").query(row -> {
            kept.put(row.getString(1), row.getString(2));
        });
        return kept;
    }

    /** How many stand on the page only because something went wrong here. */
    private long mistakes() {
        return house.sql()
                .sql("select count(*) from inbox_mail where why ->> 'code' in ('OUR_MISTAKE', 'UNREADABLE')")
                .query(Long.class)
                .single();
    }

    /** A notice that is with the mail server. */
    private UUID told() {
        house.event(
                "duban.task.assigned",
                "C-1",
                Map.of("title", "Repair the roof", "leadUnit", "education", "deadline", "2099-12-15"));
        return await().atMost(PATIENCE)
                .until(
                        () -> house.sql()
                                .sql("select id from notice where state = 'ACCEPTED' and recipient = 'education'")
                                .query(UUID.class)
                                .optional(),
                        Optional::isPresent)
                .orElseThrow();
    }
}
