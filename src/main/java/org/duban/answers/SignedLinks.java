package org.duban.answers;

import java.net.URI;
import java.util.List;
import java.util.function.Supplier;
import org.duban.content.Notice;
import org.duban.content.NoticeLine;
import org.duban.process.DubanProperties;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/** Links that carry a sealed {@link AnswerGrant}. */
@Component
final class SignedLinks implements AnswerLinks {

    static final String PATH = "/answers/";

    private final Supplier<TokenSigner> seal;
    private final AnswerProperties properties;
    private final String baseUrl;

    SignedLinks(JdbcSigningKey keys, AnswerProperties properties, DubanProperties duban) {
        this.seal = SingletonSupplier.of(() -> new TokenSigner(keys.key()));
        this.properties = properties;
        this.baseUrl = duban.baseUrl().toString().replaceAll("/+$", "");
    }

    @Override
    public List<Link> of(Notice notice, NoticeLine line) {
        return Answer.to(notice, line).stream()
                .map(answer -> new Link(answer, url(answer, notice, line)))
                .toList();
    }

    private URI url(Answer answer, Notice notice, NoticeLine line) {
        var until = notice.issuedAt().plus(properties.linksValidFor());
        var right = new AnswerGrant(
                answer,
                line.taskId(),
                notice.recipient(),
                notice.id(),
                line.task().revision(),
                until);
        return URI.create(baseUrl + PATH + seal.get().token(right));
    }

    TokenSigner seal() {
        return seal.get();
    }
}
