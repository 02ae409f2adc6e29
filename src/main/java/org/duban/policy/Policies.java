package org.duban.policy;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The supervision policies of this installation, in the order of their file; immutable. */
public final class Policies {

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

    public Set<String> names() {
        return byName.keySet();
    }
}
