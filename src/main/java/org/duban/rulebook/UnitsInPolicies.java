package org.duban.rulebook;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.duban.directory.Dependants;
import org.duban.directory.Dependency;
import org.duban.directory.Merger;
import org.duban.policy.Audience;
import org.duban.policy.Policy;

/** The steps that tell a unit by its name. No successor takes them over: policies change as texts, by somebody's hand. */
final class UnitsInPolicies implements Dependants {

    private final Supplier<Optional<Rulebook>> newest;

    /** @param newest the rulebook in force, read anew */
    UnitsInPolicies(Supplier<Optional<Rulebook>> newest) {
        this.newest = newest;
    }

    @Override
    public Optional<Dependency> on(Set<String> units) {
        var policies = newest.get().map(book -> book.policies().all()).orElse(List.of());
        var steps = policies.stream().flatMap(policy -> naming(policy, units)).toList();
        return Dependency.of(Dependency.Kind.POLICY_STEPS, steps);
    }

    private static Stream<String> naming(Policy policy, Set<String> units) {
        var closure = policy.tellClosure().stream()
                .filter(audience -> names(audience, units))
                .map(audience -> policy.name() + ".tell-closure");
        var steps = policy.steps().stream()
                .filter(step -> step.tell().stream().anyMatch(audience -> names(audience, units)))
                .map(step -> policy.name() + "." + step.name());
        return Stream.concat(steps, closure);
    }

    private static boolean names(Audience audience, Set<String> units) {
        return audience instanceof Audience.Named named && units.contains(named.unit());
    }

    @Override
    public void handOver(Merger merger) {
        // Nothing is left to hand over: whoever a policy names does not leave.
    }
}
