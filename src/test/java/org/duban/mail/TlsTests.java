package org.duban.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.duban.notice.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.mail.autoconfigure.MailProperties;
import org.subethamail.smtp.server.SMTPServer;

class TlsTests {

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

    private Outcome send(String subject, boolean trusted) throws Exception {
        var smtp = SMTPServer.port(0)
                .bindAddress(InetAddress.getLoopbackAddress())
                .enableTLS()
                .startTlsSocketFactory(certified(subject))
                .messageHandler((context, from, to, data) -> taken.add(to))
                .build();
        smtp.start();
        var mail = new MailProperties();
        mail.setHost("127.0.0.1");
        mail.setPort(smtp.getPortAllocated());
        mail.getProperties().put("mail.smtp.starttls.required", "true");
        if (trusted) {
            mail.getProperties().put("mail.smtp.ssl.trust", "127.0.0.1");
        }
        try (var server = new SmtpServer(mail, TestSettings.with(1), null)) {
            var bytes = "Subject: x\r\n\r\nx\r\n".getBytes();
            var line = new MailLine(server);
            var outcome = line.send(new Mail("duban@duban.example", "education@gyangze.example", bytes));
            line.hangUp();
            return outcome;
        } finally {
            smtp.stop();
        }
    }

    private SSLContext certified(String subject) throws IOException, InterruptedException, GeneralSecurityException {
        var file = folder.resolve("key.p12");
        var keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-alias",
                        "smtp",
                        "-dname",
                        "CN=smtp",
                        "-ext",
                        "san=" + subject,
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        new String(SECRET))
                .inheritIO()
                .start();
        assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        var keys = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(file)) {
            keys.load(in, SECRET);
        }
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, SECRET);
        var context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }
}
