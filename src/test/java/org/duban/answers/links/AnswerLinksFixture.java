package org.duban.answers.links;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;
import org.duban.content.Notice;
import org.duban.content.NoticeLine;

/** Links for letters in tests. */
public final class AnswerLinksFixture {

    private AnswerLinksFixture() {}

    /** Sealed as those of a process are, with a key of its own. */
    public static AnswerLinks at(String baseUrl) {
        var key = new SecretKeySpec("key of the gallery".getBytes(StandardCharsets.UTF_8), "HmacSHA256");
        return new SignedLinks(() -> new TokenSigner(key), URI.create(baseUrl));
    }

    /** The same answers to whatever is told, each at an address that ends in its name. */
    public static AnswerLinks always(Answer... answers) {
        return new AnswerLinks() {
            @Override
            public List<Link> of(Notice notice, NoticeLine line) {
                return List.of(answers).stream()
                        .map(answer -> new Link(answer, URI.create("https://duban.example/" + answer)))
                        .toList();
            }

            @Override
            public Optional<URI> ofTask(Notice notice, NoticeLine line) {
                return Answer.inCharge(line)
                        ? Optional.of(URI.create("https://duban.example/task/" + line.taskId()))
                        : Optional.empty();
            }

            @Override
            public Optional<URI> ofAll(Notice notice) {
                return answers.length == 0 ? Optional.empty() : Optional.of(URI.create("https://duban.example/all"));
            }
        };
    }
}
