package org.duban.access.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoderInitializationException;
import org.springframework.security.oauth2.jwt.JwtException;

class ProviderKeysTests {

    private static final Jwt TOKEN =
            Jwt.withTokenValue("t").header("alg", "RS256").subject("s").build();

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-30T10:00:00Z"));
    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void asksAProviderThatDoesNotAnswerOnceInAWhile() {
        var keys = keys(new ArrayDeque<>(List.of(away(), away())));

        for (int i = 0; i < 100; i++) {
            assertThatThrownBy(() -> keys.decode("t")).isExactlyInstanceOf(JwtException.class);
        }
        assertThat(asked).hasValue(1);

        now.updateAndGet(then -> then.plus(Duration.ofSeconds(6)));
        assertThatThrownBy(() -> keys.decode("t")).isExactlyInstanceOf(JwtException.class);
        now.updateAndGet(then -> then.plus(Duration.ofSeconds(6)));
        assertThat(keys.decode("t")).isSameAs(TOKEN);
        assertThat(asked).hasValue(3);
    }

    /** A token that is refused shows that there are keys. */
    @Test
    void refusesABadTokenAsBefore() {
        var keys = keys(new ArrayDeque<>(List.of(new BadJwtException("forged"))));

        assertThatThrownBy(() -> keys.decode("t")).isInstanceOf(BadJwtException.class);
        assertThat(keys.decode("t")).isSameAs(TOKEN);
    }

    @Test
    void letsOthersGoWhileOneWaitsForTheKeys() throws Exception {
        var waiting = new CountDownLatch(1);
        var answered = new CountDownLatch(1);
        var keys = new ProviderKeys(
                token -> {
                    waiting.countDown();
                    await(answered);
                    return TOKEN;
                },
                now::get);
        var pool = Executors.newSingleThreadExecutor();
        try {
            var first = pool.submit(() -> keys.decode("t"));
            waiting.await();

            assertThatThrownBy(() -> keys.decode("t")).isExactlyInstanceOf(JwtException.class);

            answered.countDown();
            assertThat(first.get()).isSameAs(TOKEN);
            assertThat(keys.decode("t")).isSameAs(TOKEN);
        } finally {
            answered.countDown();
            pool.shutdownNow();
        }
    }

    private ProviderKeys keys(Deque<RuntimeException> failures) {
        return new ProviderKeys(
                token -> {
                    asked.incrementAndGet();
                    var failure = failures.poll();
                    if (failure != null) {
                        throw failure;
                    }
                    return TOKEN;
                },
                now::get);
    }

    private static RuntimeException away() {
        return new JwtDecoderInitializationException("no answer", new IllegalStateException());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
