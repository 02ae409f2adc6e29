package org.duban.standalone;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says why an embedded server did not start and what to do, instead of a stack trace. */
final class EmbeddedServerProblemAnalyzer extends AbstractFailureAnalyzer<EmbeddedServerProblem> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, EmbeddedServerProblem problem) {
        return new FailureAnalysis(problem.getMessage(), problem.cure(), problem);
    }
}
