package org.duban.drill;

import java.io.PrintStream;
import java.util.Optional;
import org.duban.files.BadInput;
import org.duban.words.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.FailureHandler;

/** Tells the person who started a drill why it was not played. */
final class DrillErrors {

    private static final int MOST = 20;

    private final Words words;
    private final PrintStream err;

    DrillErrors(Words words, PrintStream err) {
        this.words = words;
        this.err = err;
    }

    /** Tells it and says which exit code it deserves. */
    int tell(Exception failure) {
        var input = inputIn(failure);
        if (input.isPresent()) {
            tell(input.get());
            return DrillRun.BAD_INPUT;
        }
        err.println(words.say("failed", explained(failure)));
        return DrillRun.FAILED;
    }

    private void tell(BadInput input) {
        var mistakes = input.mistakes();
        err.println(words.count("wrong", mistakes.size()));
        mistakes.stream().limit(MOST).forEach(mistake -> err.println("  " + mistake));
        if (mistakes.size() > MOST) {
            err.println("  " + words.say("wrong.more", words.number(mistakes.size() - MOST)));
        }
    }

    private static Optional<BadInput> inputIn(Exception failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BadInput input) {
                return Optional.of(input);
            }
        }
        return Optional.empty();
    }

    /** As the failure of a start is explained, where somebody can explain it. */
    private static String explained(Exception failure) {
        return SpringFactoriesLoader.forDefaultResourceLocation()
                .load(FailureAnalyzer.class, FailureHandler.handleMessage((message, cause) -> {}))
                .stream()
                .map(analyzer -> analyzer.analyze(failure))
                .flatMap(analysis -> Optional.ofNullable(analysis).stream())
                .findFirst()
                .map(analysis -> analysis.getDescription() + "\n" + analysis.getAction())
                .orElseGet(() -> failure.toString());
    }
}
