package org.duban.access.web;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderInitializationException;
import org.springframework.security.oauth2.jwt.JwtException;

/**
 * Reads tokens by the keys of their provider. As long as these were never fetched, one request at a time asks for them, none soon
 * after it was in vain, and the others hear at once that tokens cannot be read now: anybody may send what looks like a token.
 */
final class ProviderKeys implements JwtDecoder {

    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final JwtDecoder decoder;
    private final InstantSource clock;
    private final ReentrantLock fetching = new ReentrantLock();
    private volatile boolean known;
    private volatile Instant again = Instant.MIN;

    ProviderKeys(JwtDecoder decoder, InstantSource clock) {
        this.decoder = decoder;
        this.clock = clock;
    }

    @Override
    public Jwt decode(String token) {
        if (known) {
            return decoder.decode(token);
        }
        if (clock.instant().isBefore(again) || !fetching.tryLock()) {
            throw new JwtException("the keys of the provider are not known yet");
        }
        try {
            return first(token);
        } finally {
            fetching.unlock();
        }
    }

    private Jwt first(String token) {
        try {
            var read = decoder.decode(token);
            known = true;
            return read;
        } catch (BadJwtException e) {
            known = true;
            throw e;
        } catch (JwtDecoderInitializationException e) {
            again = clock.instant().plus(PAUSE);
            throw new JwtException("the provider does not answer: " + e.getMessage(), e);
        }
    }
}
