package org.duban.files;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Tells a wrong file that stops the start by its mistakes alone, without the way that led to it. */
final class BadInputAnalyzer extends AbstractFailureAnalyzer<BadInput> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, BadInput cause) {
        return new FailureAnalysis(cause.getMessage(), "Correct what is named above and start again.", cause);
    }
}
