package org.duban.notice;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.stereotype.Component;

/** Chance as it really is. */
@Component
final class TrueChance implements Chance {

    @Override
    public UUID id() {
        return UUID.randomUUID();
    }

    @Override
    public double jitter() {
        return ThreadLocalRandom.current().nextDouble();
    }
}
