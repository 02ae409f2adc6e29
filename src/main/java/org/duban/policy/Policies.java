package org.duban.policy;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.duban.files.NameSuggestions;
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
    public Optional<String> objection(String policy, Map<String, String> amounts) {
        return policy(policy)
                .flatMap(known -> amounts.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .flatMap(amount -> objection(known, amount.getKey(), amount.getValue()).stream())
                        .findFirst());
    }

    private static Optional<String> objection(Policy policy, String name, String amount) {
        var field = "data.amounts." + name + ": ";
        var step = policy.step(name);
        if (step.isEmpty()) {
            var known = policy.steps().stream()
                    .filter(other -> !other.anchor().atOnce())
                    .map(Step::name)
                    .toList();
            return Optional.of(field + "the policy \"" + policy.name() + "\" has no step " + QuotedValue.of(name) + "; "
                    + new NameSuggestions(known).cureFor(name));
        }
        if (step.get().anchor().atOnce()) {
            var act = step.get().anchor() == Step.Anchor.ASSIGNMENT ? "assignment" : "submission";
            return Optional.of(field + QuotedValue.of(amount) + " fits no step that is told on " + act
                    + ", at once; leave it out");
        }
        try {
            Amount.parse(amount);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(field + QuotedValue.of(amount) + " is no amount; " + Amount.CURE);
        }
    }
}
