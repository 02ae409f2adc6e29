package org.duban.access.users;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.commons.codec.digest.HmacAlgorithms;
import org.apache.commons.codec.digest.HmacUtils;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.stereotype.Component;

/** Hashes and checks passwords. */
@Component
final class Passwords {

    /** In bytes of UTF-8; bcrypt reads no further. */
    static final int LONGEST = 72;

    private static final String ALPHABET = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private static final int GENERATED_LENGTH = 20;

    private final SecureRandom random = new SecureRandom();
    private final BCryptPasswordEncoder bcrypt = new BCryptPasswordEncoder();
    private final String unknowns = hash(generate());
    private final byte[] memoryKey = new byte[32];
    private final Map<String, Remembered> remembered = new ConcurrentHashMap<>();

    Passwords() {
        random.nextBytes(memoryKey);
    }

    private record Remembered(String hash, byte[] proof) {}

    String hash(String password) {
        return bcrypt.encode(password);
    }

    /** The hash of a password that nobody knows, for whoever chooses his own by a link; quick, as there is nothing to guess. */
    String ofNobody() {
        return new BCryptPasswordEncoder(4).encode(generate());
    }

    /** A password that nobody guesses and that can be typed from a screen: no 0 and O, no 1 and l. */
    String generate() {
        return random.ints(GENERATED_LENGTH, 0, ALPHABET.length())
                .collect(
                        StringBuilder::new, (text, index) -> text.append(ALPHABET.charAt(index)), StringBuilder::append)
                .toString();
    }

    /**
     * Whether this is the user's password. A client of a stateless interface sends its password with every request, and
     * bcrypt is slow on purpose, so a password that was right is remembered as a keyed digest until the hash changes.
     */
    boolean right(@Nullable AppUser user, String password) {
        if (password.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
            return false;
        }
        if (user == null) {
            // As slow as for a user that exists, so that the time does not tell which names do.
            bcrypt.matches(password, unknowns);
            return false;
        }
        if (known(user, password)) {
            return true;
        }
        var right = bcrypt.matches(password, user.passwordHash());
        if (right) {
            remembered.put(user.name(), new Remembered(user.passwordHash(), proof(password)));
        }
        return right;
    }

    /** Whether this password of this user was found right before. */
    boolean known(@Nullable AppUser user, String password) {
        var before = user == null ? null : remembered.get(user.name());
        return user != null
                && before != null
                && before.hash.equals(user.passwordHash())
                && MessageDigest.isEqual(before.proof, proof(password));
    }

    private byte[] proof(String password) {
        return new HmacUtils(HmacAlgorithms.HMAC_SHA_256, memoryKey).hmac(password);
    }
}
