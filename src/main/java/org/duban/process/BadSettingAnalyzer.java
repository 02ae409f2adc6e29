package org.duban.process;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Names a setting that cannot work, its value and the cure, instead of a stack trace. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class BadSettingAnalyzer extends AbstractFailureAnalyzer<BadSetting> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, BadSetting problem) {
        var cure = problem.cure();
        return new FailureAnalysis(
                problem.getMessage() + ".", Character.toUpperCase(cure.charAt(0)) + cure.substring(1) + ".", problem);
    }
}
