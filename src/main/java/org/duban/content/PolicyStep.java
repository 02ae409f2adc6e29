package org.duban.content;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.duban.policy.Step;

/**
 * What the policy says of a step that is told: no name has to be understood, and an office may name its steps as it likes.
 *
 * @param anchor what it counts from
 * @param condition while what it is told
 * @param label what it is called, by language tags such as {@code zh-CN}; empty where its name is all
 */
public record PolicyStep(Step.Anchor anchor, Step.Condition condition, Map<String, String> label) {

    public PolicyStep {
        label = Collections.unmodifiableMap(new TreeMap<>(label));
    }
}
