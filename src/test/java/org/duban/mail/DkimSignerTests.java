package org.duban.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.duban.files.BadInput;
import org.duban.letter.LetterGallery;
import org.duban.letter.Mail;
import org.duban.letter.MailWriter;
import org.duban.letter.NoticeFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DkimSignerTests {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(ints = {1024, 2048, 4096})
    void signsSoThatTheAlgorithmOfTheStandardAgrees(int bits) throws Exception {
        var keys = keys("RSA", bits);
        var signed = seal(keys).apply(aMail());

        assertThat(agrees(text(signed), keys)).isTrue();
        assertThat(agrees(text(signed).replace("\r\nSubject: ", "\r\nSubject: x"), keys))
                .isFalse();
        assertThat(text(signed).lines()).allMatch(line -> line.length() <= 250);
        assertThat(text(signed)).startsWith("DKIM-Signature: ").endsWith(text(aMail()));
    }

    @Test
    void givesTheSameBytesEachTime() throws Exception {
        var seal = seal(keys("RSA", 2048));

        assertThat(seal.apply(aMail()).bytes()).isEqualTo(seal.apply(aMail()).bytes());
        assertThat(tags(header(text(seal.apply(aMail())), "dkim-signature"))).doesNotContainKeys("t", "x");
    }

    @Test
    void namesTheFileThatHasNoKey() throws Exception {
        var missing = folder.resolve("missing.pem");
        var nonsense = Files.writeString(folder.resolve("nonsense.pem"), "opensesame");

        for (var file :
                new Path[] {missing, nonsense, pem("ec.pem", keys("EC", 256)), pem("short.pem", keys("RSA", 512))}) {
            assertThatThrownBy(() -> DkimSigner.with(new SendingProperties.Dkim("duban.example", "s1", file)))
                    .isInstanceOf(BadInput.class)
                    .hasMessageStartingWith(file + ", duban.mail.dkim.key-file: ")
                    .hasMessageContaining("openssl genrsa")
                    .hasMessageNotContaining("opensesame");
        }
    }

    private DkimSigner seal(KeyPair keys) throws IOException {
        return DkimSigner.with(new SendingProperties.Dkim("duban.example", "s1", pem("key.pem", keys)));
    }

    private Path pem(String name, KeyPair keys) throws IOException {
        var base64 = Base64.getMimeEncoder().encodeToString(keys.getPrivate().getEncoded());
        return Files.writeString(
                folder.resolve(name), "-----BEGIN PRIVATE KEY-----\n" + base64 + "\n-----END PRIVATE KEY-----\n");
    }

    private static KeyPair keys(String kind, int bits) throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance(kind);
        generator.initialize(bits);
        return generator.generateKeyPair();
    }

    /** RFC 6376 §3.7, relaxed/relaxed, written from the text of the standard. */
    private static boolean agrees(String mail, KeyPair keys) throws GeneralSecurityException {
        var signature = header(mail, "dkim-signature");
        var tags = tags(signature);
        var hash = MessageDigest.getInstance("SHA-256").digest(bytes(relaxedBody(mail)));
        if (!tags.get("bh").equals(Base64.getEncoder().encodeToString(hash))) {
            return false;
        }
        var input = new StringBuilder();
        Arrays.stream(tags.get("h").split(":"))
                .filter(name -> header(mail, name) != null)
                .forEach(name -> input.append(relaxed(header(mail, name))).append("\r\n"));
        input.append(relaxed(signature.replaceAll("([;\\s]b=)[^;]*", "$1")));
        var verifier = Signature.getInstance("SHA256withRSA");
        verifier.initVerify(keys.getPublic());
        verifier.update(bytes(input.toString()));
        return verifier.verify(Base64.getDecoder().decode(tags.get("b")));
    }

    private static String header(String mail, String name) {
        var head = mail.substring(0, mail.indexOf("\r\n\r\n"));
        return Arrays.stream(head.split("\r\n(?![ \t])"))
                .filter(field -> field.toLowerCase(Locale.ROOT).startsWith(name.strip() + ":"))
                .findFirst()
                .orElse(null);
    }

    private static String relaxed(String field) {
        var colon = field.indexOf(':');
        return field.substring(0, colon).strip().toLowerCase(Locale.ROOT) + ":"
                + field.substring(colon + 1)
                        .replace("\r\n", "")
                        .replaceAll("[ \t]+", " ")
                        .strip();
    }

    private static String relaxedBody(String mail) {
        var body = mail.substring(mail.indexOf("\r\n\r\n") + 4);
        return body.replaceAll("[ \t]+\r\n", "\r\n").replaceAll("[ \t]+", " ").replaceAll("(\r\n)*$", "") + "\r\n";
    }

    private static Map<String, String> tags(String signature) {
        var tags = new LinkedHashMap<String, String>();
        for (var tag : signature.substring(signature.indexOf(':') + 1).split(";")) {
            if (!tag.isBlank()) {
                var parts = tag.split("=", 2);
                tags.put(parts[0].strip(), parts[1].replaceAll("\\s", ""));
            }
        }
        return tags;
    }

    private static Mail aMail() {
        var notice = NoticeFixture.aNotice().saying(NoticeFixture.aLine());
        return new MailWriter(NoticeFixture.SENDER)
                .write(notice, LetterGallery.withoutAnswers().letter(notice), notice.address());
    }

    private static String text(Mail mail) {
        return new String(mail.bytes(), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
