package org.duban.feeds;

import java.security.SecureRandom;
import java.util.Base64;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * What entitles to read a feed. It cannot be guessed, so a plain hash of it tells nobody anything.
 *
 * @param text as it stands in the address: 256 random bits in base64url
 */
record Secret(String text) {

    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    static Secret fresh() {
        var bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** What is kept of it. */
    byte[] hash() {
        return DigestUtils.sha256(text);
    }

    /** Without its characters: it may come into a log. */
    @Override
    public String toString() {
        return "Secret";
    }
}
