package org.duban.process;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Names the settings that Duban does not have, instead of a stack trace. */
final class UnknownSettingsAnalyzer extends AbstractFailureAnalyzer<UnknownSettings> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, UnknownSettings problem) {
        return new FailureAnalysis(
                problem.getMessage(),
                "Correct them or leave them out; docs/configuration.md lists all there are.",
                problem);
    }
}
