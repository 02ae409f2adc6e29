package org.duban.answers.links;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.duban.answers.links.LinkContent.OneAnswer;
import org.duban.answers.links.LinkContent.OneTask;
import org.duban.answers.links.LinkContent.WholeLetter;
import org.duban.content.Notice;
import org.duban.content.NoticeLine;
import org.duban.process.DubanProperties;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/** Links with tokens that say which notice told it, and what may be answered to it. */
@Component
public final class SignedLinks implements AnswerLinks {

    public static final String PATH = "/answers/";
    public static final String LETTER_PATH = "/answers/all/";
    public static final String TASK_PATH = "/answers/task/";

    private final Supplier<TokenSigner> seal;
    private final String baseUrl;

    @Autowired
    SignedLinks(JdbcSigningKey keys, DubanProperties duban) {
        this(SingletonSupplier.of(() -> new TokenSigner(keys.key())), duban.baseUrl());
    }

    SignedLinks(Supplier<TokenSigner> seal, URI baseUrl) {
        this.seal = seal;
        this.baseUrl = baseUrl.toString().replaceAll("/+$", "");
    }

    @Override
    public List<Link> of(Notice notice, NoticeLine line) {
        return Answer.to(notice, line).stream()
                .map(answer -> new Link(answer, URI.create(baseUrl + path(answer, notice.id(), line.taskId()))))
                .toList();
    }

    @Override
    public Optional<URI> ofTask(Notice notice, NoticeLine line) {
        return Answer.inCharge(line)
                ? Optional.of(URI.create(baseUrl + taskPath(notice.id(), line.taskId())))
                : Optional.empty();
    }

    @Override
    public Optional<URI> ofAll(Notice notice) {
        var asked = notice.lines().stream()
                .anyMatch(line ->
                        Answer.inCharge(line) || !Answer.to(notice, line).isEmpty());
        return asked ? Optional.of(URI.create(baseUrl + letterPath(notice.id()))) : Optional.empty();
    }

    public String path(Answer answer, UUID notice, String taskId) {
        return PATH + seal().token(new OneAnswer(answer, notice, OneAnswer.mark(taskId)));
    }

    String letterPath(UUID notice) {
        return LETTER_PATH + seal().token(new WholeLetter(notice));
    }

    public String taskPath(UUID notice, String taskId) {
        return TASK_PATH + seal().token(new OneTask(notice, OneAnswer.mark(taskId)));
    }

    public TokenSigner seal() {
        return seal.get();
    }
}
