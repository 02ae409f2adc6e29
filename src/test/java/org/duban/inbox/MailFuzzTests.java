package org.duban.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.crypto.spec.SecretKeySpec;
import org.duban.answers.links.SignedAddresses;
import org.duban.files.DamagedFiles;
import org.duban.inbox.mime.MailClassifier;
import org.duban.inbox.mime.MailParser;
import org.duban.inbox.replies.ReplyText;
import org.duban.inbox.replies.ReplyWords;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;

/**
 * Whatever has become of a mail, somebody's words or a report are found in it, or it is left to the office; and soon: it says
 * how long the slowest took.
 */
class MailFuzzTests {

    private static final SignedAddresses ADDRESSES =
            SignedAddresses.with(new SecretKeySpec(new byte[32], "HmacSHA256"));

    private Duration longest = Duration.ZERO;
    private byte[] slowest = {};

    @Test
    void becomesSomethingWhateverAMailHolds() throws IOException {
        DamagedFiles.of(mails(), this::read);

        System.out.println("The slowest mail took " + longest.toMillis() + " ms: " + slowest.length + " bytes in "
                + Files.write(Path.of("target", "slowest.eml"), slowest));
    }

    private void read(byte[] bytes) {
        var begun = Instant.now();
        var mail = MailParser.parse(bytes);
        assertThat(MailClassifier.of(mail, ADDRESSES)).isNotNull();
        assertThat(ReplyWords.meaning(mail.text(), List.of("gz-2026-017"))).isNotNull();
        assertThat(ReplyText.shown(mail.text())).isNotNull();
        var took = Duration.between(begun, Instant.now());
        if (took.compareTo(longest) > 0) {
            longest = took;
            slowest = bytes;
        }
    }

    private static List<byte[]> mails() throws IOException {
        var mails = new ArrayList<byte[]>();
        try (var files = Files.list(
                new ClassPathResource("org/duban/inbox/cases").getFile().toPath())) {
            files.sorted().forEach(file -> mails.add(bytes(file)));
        }
        return mails;
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
