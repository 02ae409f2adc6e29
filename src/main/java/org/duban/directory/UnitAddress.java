package org.duban.directory;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a mail to a unit goes.
 *
 * @param address the address
 * @param standsInFor the addresses whose mails go here instead; empty if it is simply the unit's own
 * @param name what the deputy is called; null if it stands in for nobody
 */
public record UnitAddress(
        String address, List<String> standsInFor, @Nullable String name) {
    public UnitAddress {
        standsInFor = List.copyOf(standsInFor);
    }

    /** The same address once more. */
    UnitAddress and(UnitAddress other) {
        var both = new ArrayList<>(standsInFor);
        both.addAll(other.standsInFor);
        return new UnitAddress(address, both, name == null ? other.name : name);
    }
}
