package org.duban.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.duban.channel.Outcome;
import org.duban.letter.Mail;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.mail.autoconfigure.MailProperties;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslStoreBundle;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.auth.LoginFailedException;
import org.subethamail.smtp.server.SMTPServer;

@ExtendWith(OutputCaptureExtension.class)
class TlsTests {

    private static final String BASE64_OF_WRONG = Base64.getEncoder().encodeToString("open-sesame-wrong".getBytes());
    private static final char[] SECRET = "changeit".toCharArray();

    private final List<String> taken = new CopyOnWriteArrayList<>();

    @TempDir
    Path folder;

    @Test
    void sendsOverTlsToAServerWhoseCertificateIsTrusted() throws Exception {
        var outcome = send("ip:127.0.0.1", true);

        assertThat(outcome).isInstanceOf(Outcome.Accepted.class);
        assertThat(taken).hasSize(1);
    }

    @Test
    void sendsNothingToAServerWhoseCertificateNobodyTrusts() throws Exception {
        assertThat(send("ip:127.0.0.1", false)).isInstanceOf(Outcome.ServerDown.class);
        assertThat(taken).isEmpty();
    }

    @Test
    void sendsNothingToAServerWithTheCertificateOfAnother() throws Exception {
        assertThat(send("dns:other.example", true)).isInstanceOf(Outcome.ServerDown.class);
        assertThat(taken).isEmpty();
    }

    @Test
    void sendsNothingToAServerWhoseCertificateHasExpired() throws Exception {
        var valid = certified("ip:127.0.0.1");
        var expired = certified("ip:127.0.0.1", "-startdate", "-10d", "-validity", "5");

        assertThat(sendOver(starting(valid), valid, new MailProperties())).isInstanceOf(Outcome.Accepted.class);
        var outcome = sendOver(starting(expired), expired, new MailProperties());

        assertThat(outcome).isInstanceOf(Outcome.ServerDown.class);
        assertThat(outcome.reply()).containsIgnoringCase("expired");
        assertThat(taken).hasSize(1);
    }

    @Test
    void speaksTlsFromTheFirstByteWhereToldTo() throws Exception {
        var certificate = certified("ip:127.0.0.1");
        var mail = new MailProperties();
        mail.getSsl().setEnabled(true);

        assertThat(sendOver(wrapped(certificate), certificate, mail)).isInstanceOf(Outcome.Accepted.class);
        assertThat(taken).hasSize(1);
    }

    @Test
    void logsInOverTlsAndFailsClosedWithAWrongPassword(CapturedOutput output) throws Exception {
        var certificate = certified("ip:127.0.0.1");
        var right = login("opensesame");
        var wrong = login("open-sesame-wrong");

        assertThat(sendOver(askingForLogin(certificate), certificate, right)).isInstanceOf(Outcome.Accepted.class);
        var outcome = sendOver(askingForLogin(certificate), certificate, wrong);

        assertThat(outcome).isInstanceOf(Outcome.ServerDown.class);
        assertThat(outcome.reply()).contains("535");
        assertThat(taken).hasSize(1);
        assertThat(output + outcome.reply()).doesNotContain("sesame").doesNotContain(BASE64_OF_WRONG);
    }

    @Test
    void closesATlsConnectionOnWhichNothingMoreIsSaid() throws Exception {
        var certificate = certified("ip:127.0.0.1");
        var mail = new MailProperties();
        mail.getSsl().setEnabled(true);
        try (var silent = certificate
                .context()
                .getServerSocketFactory()
                .createServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            new Thread(() -> sayNothing(silent)).start();

            var outcome = sendOver(silent.getLocalPort(), certificate, mail, TestSettings.impatient());

            assertThat(outcome).isInstanceOf(Outcome.ServerDown.class);
            assertThat(outcome.reply()).contains("no answer in time");
        }
    }

    /** Greets, and then is silent. */
    private static void sayNothing(ServerSocket server) {
        try (var socket = server.accept()) {
            socket.getOutputStream().write("220 hello\r\n".getBytes());
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // Closed, which is what is expected.
        }
    }

    private Outcome sendOver(SMTPServer smtp, Certified trusted, MailProperties mail) throws Exception {
        smtp.start();
        try {
            return sendOver(smtp.getPortAllocated(), trusted, mail, TestSettings.with(1));
        } finally {
            smtp.stop();
        }
    }

    private static Outcome sendOver(int port, Certified trusted, MailProperties mail, SendingProperties settings) {
        mail.setHost("127.0.0.1");
        mail.setPort(port);
        mail.getSsl().setBundle("trusted");
        mail.getProperties().put("mail.smtp.starttls.required", "true");
        var bundles = new DefaultSslBundleRegistry(
                "trusted", SslBundle.of(SslStoreBundle.of(null, null, trusted.trustStore())));
        try (var server = new SmtpServer(mail, settings, bundles)) {
            var line = new SmtpSession(server);
            var outcome = line.send(aMail());
            line.hangUp();
            return outcome;
        }
    }

    private static MailProperties login(String password) {
        var mail = new MailProperties();
        mail.setUsername("duban");
        mail.setPassword(password);
        return mail;
    }

    private SMTPServer starting(Certified certificate) throws Exception {
        return server().enableTLS().startTlsSocketFactory(certificate.context()).build();
    }

    private SMTPServer wrapped(Certified certificate) throws Exception {
        return server().serverSocketFactory(certificate.context()).build();
    }

    private SMTPServer askingForLogin(Certified certificate) throws Exception {
        return server().enableTLS()
                .requireAuth()
                .startTlsSocketFactory(certificate.context())
                .authenticationHandlerFactory(new EasyAuthenticationHandlerFactory((user, password, context) -> {
                    if (!password.equals("opensesame")) {
                        throw new LoginFailedException();
                    }
                }))
                .build();
    }

    private SMTPServer.Builder server() {
        return SMTPServer.port(0)
                .bindAddress(InetAddress.getLoopbackAddress())
                .messageHandler((context, from, to, data) -> taken.add(to));
    }

    private static Mail aMail() {
        var bytes = "Subject: x\r\n\r\nx\r\n".getBytes();
        return new Mail(UUID.randomUUID(), "duban@duban.example", "education@gyangze.example", bytes);
    }

    private Outcome send(String subject, boolean trusted) throws Exception {
        var smtp = starting(certified(subject));
        smtp.start();
        var mail = new MailProperties();
        mail.setHost("127.0.0.1");
        mail.setPort(smtp.getPortAllocated());
        mail.getProperties().put("mail.smtp.starttls.required", "true");
        if (trusted) {
            mail.getProperties().put("mail.smtp.ssl.trust", "127.0.0.1");
        }
        try (var server = new SmtpServer(mail, TestSettings.with(1), null)) {
            var line = new SmtpSession(server);
            var outcome = line.send(aMail());
            line.hangUp();
            return outcome;
        } finally {
            smtp.stop();
        }
    }

    private record Certified(SSLContext context, KeyStore trustStore) {}

    /** A certificate of an authority that is made for it. */
    private Certified certified(String subject, String... validity)
            throws IOException, InterruptedException, GeneralSecurityException {
        var file = folder.resolve("keys-" + validity.length + ".p12");
        keytool(file, "ca", "-ext", "bc:c");
        var more = new ArrayList<>(List.of("-signer", "ca", "-ext", "san=" + subject));
        more.addAll(List.of(validity));
        keytool(file, "smtp", more.toArray(String[]::new));
        var all = empty();
        try (var in = Files.newInputStream(file)) {
            all.load(in, SECRET);
        }
        var own = empty();
        own.setKeyEntry("smtp", all.getKey("smtp", SECRET), SECRET, all.getCertificateChain("smtp"));
        var trusted = empty();
        trusted.setCertificateEntry("ca", all.getCertificate("ca"));
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(own, SECRET);
        var context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return new Certified(context, trusted);
    }

    private static KeyStore empty() throws IOException, GeneralSecurityException {
        var keys = KeyStore.getInstance("PKCS12");
        keys.load(null, null);
        return keys;
    }

    private static void keytool(Path file, String alias, String... more) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-alias",
                alias,
                "-dname",
                "CN=" + alias,
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                new String(SECRET)));
        command.addAll(List.of(more));
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor(60, TimeUnit.SECONDS))
                .isTrue();
    }
}
