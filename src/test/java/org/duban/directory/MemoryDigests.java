package org.duban.directory;

import java.time.LocalTime;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The digests in memory. */
public final class MemoryDigests implements Digests {

    private final Map<String, LocalTime> digests;

    public MemoryDigests(Map<String, LocalTime> digests) {
        this.digests = new ConcurrentHashMap<>(digests);
    }

    @Override
    public Optional<LocalTime> of(String unit) {
        return Optional.ofNullable(digests.get(unit));
    }

    @Override
    public Map<String, LocalTime> of(Collection<String> units) {
        return digests.entrySet().stream()
                .filter(digest -> units.contains(digest.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Override
    public void save(String unit, LocalTime at) {
        digests.put(unit, at);
    }

    @Override
    public boolean remove(String unit) {
        return digests.remove(unit) != null;
    }
}
