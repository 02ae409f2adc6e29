package org.duban.policy;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.duban.files.NameSuggestions;
import org.duban.reasons.Reason;
import org.duban.task.KnownPolicies;
import org.duban.task.QuotedValue;

/** The supervision policies of this installation, in the order of their file; immutable. */
public final class Policies implements KnownPolicies {

    private final Map<String, Policy> byName;

    private Policies(Map<String, Policy> byName) {
        this.byName = Collections.unmodifiableMap(byName);
    }

    /** @throws IllegalArgumentException if two have the same name */
    public static Policies of(Collection<Policy> policies) {
        var byName = new LinkedHashMap<String, Policy>();
        for (var policy : policies) {
            if (byName.put(policy.name(), policy) != null) {
                throw new IllegalArgumentException("two policies are called \"" + policy.name() + "\"");
            }
        }
        return new Policies(byName);
    }

    public Optional<Policy> policy(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    public Collection<Policy> all() {
        return byName.values();
    }

    @Override
    public Set<String> names() {
        return byName.keySet();
    }

    @Override
    public Optional<Reason> objection(String policy, Map<String, String> amounts) {
        return policy(policy)
                .flatMap(known -> amounts.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .flatMap(amount -> objection(known, amount.getKey(), amount.getValue()).stream())
                        .findFirst());
    }

    private static Optional<Reason> objection(Policy policy, String name, String amount) {
        var field = "data.amounts." + name;
        var step = policy.step(name);
        if (step.isEmpty()) {
            var known = policy.steps().stream()
                    .filter(other -> !other.anchor().atOnce())
                    .map(Step::name)
                    .toList();
            return Optional.of(PolicyReason.NO_SUCH_STEP.at(
                    field, policy.name(), QuotedValue.plain(name), new NameSuggestions(known).cureFor(name)));
        }
        if (step.get().anchor().atOnce()) {
            var act = step.get().anchor() == Step.Anchor.ASSIGNMENT
                    ? PolicyReason.TOLD_ON_ASSIGNMENT
                    : PolicyReason.TOLD_ON_SUBMISSION;
            return Optional.of(act.at(field, QuotedValue.plain(amount)));
        }
        try {
            Amount.parse(amount);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(PolicyReason.NO_AMOUNT.at(field, QuotedValue.plain(amount)));
        }
    }
}
