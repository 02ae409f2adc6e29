package org.duban.files;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Ends a start on a wrong file or setting with its mistakes, one a line, instead of a stack trace. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class BadInputAnalyzer extends AbstractFailureAnalyzer<BadInput> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, BadInput input) {
        var many = input.mistakes().size() > 1;
        return new FailureAnalysis(
                (many ? input.mistakes().size() + " mistakes:\n" : "") + input.getMessage(),
                "Mend the " + (many ? "lines" : "line") + " named above and start again; nothing was taken over.",
                input);
    }
}
