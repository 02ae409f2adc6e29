package org.duban.judges;

import static org.awaitility.Awaitility.await;

import jakarta.mail.Folder;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * Postfix, Dovecot and Postgrey as the mail servers of {@code duban.example}, on free ports of the machine itself: SMTP with
 * STARTTLS and no other way, IMAPS, a certificate of their own. They need root and keep everything in a directory of theirs.
 * <p>
 * {@code health@} is greylisted for a second; {@code roads@} and {@code 卫生局@} are taken by Postfix but cannot be delivered;
 * {@code 教育局@} is {@code jiaoyuju@}, whose mailbox takes headers in UTF-8; {@code bounce@} and {@code reply@} lead to
 * {@code duban@}. Each of {@link #READERS} has a mailbox and the password {@code secret}.
 */
public final class MailServers implements AutoCloseable {

    /** Who has a mailbox. */
    public static final List<String> READERS =
            List.of("duban", "education", "health", "county-office", "city-office", "group", "jiaoyuju");

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path folder;
    private final List<Process> processes = new ArrayList<>();
    private final int smtp = freePort();
    private final int imaps = freePort();

    public MailServers() {
        Judges.asRoot();
        var postfix = Judges.program("postfix");
        var dovecot = Judges.program("dovecot");
        var postgrey = Judges.program("postgrey");
        Judges.program("lmtp");
        try {
            folder = Files.createTempDirectory("duban-mail-servers");
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
            certify();
            var lmtp = freePort();
            var grey = freePort();
            configureDovecot(lmtp);
            configurePostfix(lmtp, grey);
            start(List.of(
                    dovecot.toString(),
                    "-F",
                    "-c",
                    folder.resolve("dovecot.conf").toString()));
            start(List.of(
                    postgrey.toString(),
                    "--inet=127.0.0.1:" + grey,
                    "--dbdir=" + owned("grey", "postgrey"),
                    "--delay=1",
                    "--retry-window=1h"));
            start(List.of(postfix.toString(), "-c", folder.resolve("postfix").toString(), "start-fg"));
            List.of(lmtp, grey, smtp, imaps).forEach(this::awaitPort);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int smtp() {
        return smtp;
    }

    public int imaps() {
        return imaps;
    }

    /** Whom to trust; names {@code localhost} and {@code 127.0.0.1}. */
    public Path certificate() {
        return folder.resolve("certificate.pem");
    }

    /** What lies in a reader's mailbox, as it comes over IMAP, oldest first. */
    public List<byte[]> mails(String reader) {
        var settings = new Properties();
        settings.put("mail.imap.ssl.enable", "true");
        settings.put("mail.imap.ssl.trust", "localhost");
        settings.put("mail.imap.partialfetch", "false");
        try (var store = Session.getInstance(settings).getStore("imap")) {
            store.connect("localhost", imaps, reader, "secret");
            var inbox = store.getFolder("INBOX");
            inbox.open(Folder.READ_ONLY);
            var mails = new ArrayList<byte[]>();
            for (var message : inbox.getMessages()) {
                var bytes = new ByteArrayOutputStream();
                message.writeTo(bytes);
                mails.add(bytes.toByteArray());
            }
            return mails;
        } catch (MessagingException e) {
            throw new IllegalStateException(log(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until that many mails lie there. */
    public List<byte[]> awaitMails(String reader, int number) {
        return await("mails of " + reader)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> mails(reader), mails -> mails.size() >= number);
    }

    public static MimeMessage message(byte[] mail) {
        try {
            return new MimeMessage(null, new ByteArrayInputStream(mail));
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What the servers have to say, for when a test fails. */
    public String log() {
        return List.of("mail.log", "dovecot.log", "output").stream()
                .map(folder::resolve)
                .filter(Files::exists)
                .map(MailServers::read)
                .collect(Collectors.joining("\n"));
    }

    private void certify() throws IOException {
        var settings = Files.writeString(folder.resolve("certificate.cnf"), """
                [req]
                distinguished_name = name
                x509_extensions = all
                prompt = no
                [name]
                CN = localhost
                [all]
                subjectAltName = DNS:localhost, IP:127.0.0.1
                basicConstraints = critical, CA:true
                """);
        Judges.run(List.of(
                        Judges.program("openssl").toString(),
                        "req",
                        "-x509",
                        "-newkey",
                        "rsa:2048",
                        "-nodes",
                        "-days",
                        "2",
                        "-config",
                        settings.toString(),
                        "-keyout",
                        folder.resolve("key.pem").toString(),
                        "-out",
                        certificate().toString()))
                .orFail();
    }

    private void configureDovecot(int lmtp) throws IOException {
        Files.writeString(
                folder.resolve("passwd"),
                READERS.stream()
                        .map(reader -> reader + ":{PLAIN}secret::::::\n")
                        .collect(Collectors.joining()));
        owned("mail", "mail");
        Files.writeString(folder.resolve("dovecot.conf"), """
                protocols = imap lmtp
                listen = 127.0.0.1
                base_dir = %1$s/dovecot-run
                state_dir = %1$s/dovecot-state
                log_path = %1$s/dovecot.log
                ssl = required
                ssl_cert = <%1$s/certificate.pem
                ssl_key = <%1$s/key.pem
                mail_location = maildir:%1$s/mail/%%n/Maildir
                first_valid_uid = 1
                first_valid_gid = 1
                auth_username_format = %%n
                recipient_delimiter = +
                default_vsz_limit = 512M
                passdb {
                  driver = passwd-file
                  args = username_format=%%n %1$s/passwd
                }
                userdb {
                  driver = static
                  args = uid=mail gid=mail home=%1$s/mail/%%n
                }
                service imap-login {
                  inet_listener imap {
                    port = 0
                  }
                  inet_listener imaps {
                    port = %2$d
                    ssl = yes
                  }
                }
                service lmtp {
                  inet_listener lmtp {
                    address = 127.0.0.1
                    port = %3$d
                  }
                }
                """.formatted(folder, imaps, lmtp));
    }

    private void configurePostfix(int lmtp, int grey) throws IOException {
        var config = Files.createDirectory(folder.resolve("postfix"));
        var settings = new LinkedHashMap<String, Object>();
        settings.put("compatibility_level", "3.6");
        settings.put("queue_directory", Files.createDirectory(folder.resolve("queue")));
        settings.put("data_directory", owned("data", "postfix"));
        settings.put("maillog_file", folder.resolve("mail.log"));
        settings.put("maillog_file_prefixes", folder);
        settings.put("myhostname", "mx.duban.example");
        settings.put("mydestination", "");
        settings.put("alias_maps", "");
        settings.put("inet_interfaces", "127.0.0.1");
        settings.put("inet_protocols", "ipv4");
        settings.put("mynetworks", "127.0.0.0/8");
        settings.put("recipient_delimiter", "+");
        settings.put("virtual_mailbox_domains", "duban.example");
        settings.put("virtual_mailbox_maps", table(config, "mailboxes", mailboxes()));
        settings.put(
                "virtual_alias_maps",
                table(
                        config,
                        "aliases",
                        Map.of(
                                "bounce@duban.example",
                                "duban@duban.example",
                                "reply@duban.example",
                                "duban@duban.example")));
        settings.put("virtual_transport", "lmtp:inet:127.0.0.1:" + lmtp);
        // Dovecot's LMTP knows no SMTPUTF8; Postfix itself can put such a mail into a mailbox.
        settings.put(
                "transport_maps",
                table(
                        config,
                        "transports",
                        Map.of("教育局@duban.example", "virtual:", "jiaoyuju@duban.example", "virtual:")));
        settings.put("virtual_mailbox_base", folder.resolve("mail"));
        settings.put("virtual_minimum_uid", "1");
        settings.put("virtual_uid_maps", "static:8");
        settings.put("virtual_gid_maps", "static:8");
        settings.put("smtpd_tls_security_level", "encrypt");
        settings.put("smtpd_tls_cert_file", certificate());
        settings.put("smtpd_tls_key_file", folder.resolve("key.pem"));
        settings.put("smtpd_restriction_classes", "greylist");
        settings.put("greylist", "check_policy_service inet:127.0.0.1:" + grey);
        settings.put(
                "smtpd_recipient_restrictions",
                "check_recipient_access "
                        + table(config, "greylisted", Map.of("health@duban.example", "greylist"))
                        + ", permit_mynetworks, reject");
        settings.put("smtpd_client_connection_count_limit", "0");
        Files.writeString(config.resolve("main.cf"), lines(settings, " = "));
        Files.writeString(config.resolve("master.cf"), """
                127.0.0.1:%d inet n - n - - smtpd
                pickup unix n - n 60 1 pickup
                cleanup unix n - n - 0 cleanup
                qmgr unix n - n 300 1 qmgr
                tlsmgr unix - - n 1000? 1 tlsmgr
                rewrite unix - - n - - trivial-rewrite
                bounce unix - - n - 0 bounce
                defer unix - - n - 0 bounce
                trace unix - - n - 0 bounce
                verify unix - - n - 1 verify
                flush unix n - n 1000? 0 flush
                proxymap unix - - n - - proxymap
                error unix - - n - - error
                retry unix - - n - - error
                virtual unix - n n - - virtual
                lmtp unix - - n - - lmtp flags=X
                anvil unix - - n - 1 anvil
                scache unix - - n - 1 scache
                postlog unix-dgram n - n - 1 postlogd
                """.formatted(smtp));
    }

    private static Map<String, String> mailboxes() {
        var all = new LinkedHashMap<String, String>();
        READERS.forEach(reader -> all.put(reader + "@duban.example", reader + "/Maildir/"));
        all.put("教育局@duban.example", "jiaoyuju/Maildir/");
        all.put("roads@duban.example", "nobody/Maildir/");
        all.put("卫生局@duban.example", "nobody/Maildir/");
        return all;
    }

    private static String table(Path config, String name, Map<String, String> rows) throws IOException {
        return "texthash:" + Files.writeString(config.resolve(name), lines(rows, " "));
    }

    private static String lines(Map<String, ?> rows, String between) {
        return rows.entrySet().stream()
                .map(row -> row.getKey() + between + row.getValue() + "\n")
                .collect(Collectors.joining());
    }

    /** A directory that belongs to a user of the system. */
    private Path owned(String name, String user) throws IOException {
        var directory = Files.createDirectory(folder.resolve(name));
        var owner = directory.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(user);
        return Files.setOwner(directory, owner);
    }

    private void start(List<String> command) throws IOException {
        processes.add(new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("output").toFile()))
                .start());
    }

    private void awaitPort(int port) {
        await("port " + port + "\n" + log()).atMost(PATIENCE).until(() -> {
            try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return socket.isConnected();
            } catch (IOException e) {
                return false;
            }
        });
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends each server, whose children end with it, and takes its files away. */
    @Override
    public void close() {
        for (var process : processes) {
            // Postfix is started by a script that waits for it.
            process.children().forEach(ProcessHandle::destroy);
            process.destroy();
        }
        processes.forEach(process -> process.onExit().join());
        try (var files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(java.io.File::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
