package org.duban.database;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says why the configured database is not there and what to do, instead of a stack trace. */
final class UnreachableDatabaseAnalyzer extends AbstractFailureAnalyzer<UnreachableDatabase> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, UnreachableDatabase problem) {
        return new FailureAnalysis(problem.getMessage(), problem.cure(), problem);
    }
}
