package org.duban.answers.links;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import javax.crypto.SecretKey;
import org.apache.commons.codec.binary.Base32;
import org.apache.commons.codec.digest.HmacAlgorithms;
import org.apache.commons.codec.digest.HmacUtils;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/**
 * Local parts of mail addresses (RFC 5233) that say about which notice a mail comes back, such as
 * {@code reply+0193a1b200007000800000000000000a.mzxw6ytboi2dgnbv}. Nobody without the key can make one: the last part is
 * 80 bits of an HMAC-SHA256. The same notice always has the same, in lower case, as mail servers may change it to that.
 */
@Component
public final class SignedAddresses {

    private static final String MEANING = "duban mail address 1";
    private static final int SEAL_BYTES = 10;
    private static final Pattern LOCAL_PART = Pattern.compile("(bounce|reply)\\+([0-9a-f]{32})\\.([a-z2-7]{16})");
    private static final Pattern CLAIM = Pattern.compile("(bounce|reply)\\+.*", Pattern.DOTALL);

    private final Supplier<SecretKey> key;

    @Autowired
    SignedAddresses(JdbcSigningKey keys) {
        this(SingletonSupplier.of(keys::key));
    }

    private SignedAddresses(Supplier<SecretKey> key) {
        this.key = key;
    }

    /** For those who bring their key. */
    public static SignedAddresses with(SecretKey key) {
        return new SignedAddresses(() -> key);
    }

    /** What comes back to an address. */
    public enum Purpose {
        /** The envelope sender: reports of mail servers. */
        BOUNCE,
        /** Reply-To: what readers answer. */
        REPLY
    }

    /** What an address says that we made. */
    public record Sealed(Purpose purpose, UUID id) {}

    /** At most 64 octets, all of them ASCII. */
    public String localPart(Purpose purpose, UUID id) {
        var said = purpose.name().toLowerCase(Locale.ROOT) + "+" + id.toString().replace("-", "");
        return said + "." + seal(said);
    }

    /** What the local part of an address says; empty if we did not make it. */
    public Optional<Sealed> read(String localPart) {
        var matched = LOCAL_PART.matcher(localPart.toLowerCase(Locale.ROOT));
        if (!matched.matches()) {
            return Optional.empty();
        }
        var said = matched.group(1) + "+" + matched.group(2);
        if (!MessageDigest.isEqual(bytes(seal(said)), bytes(matched.group(3)))) {
            return Optional.empty();
        }
        var half = matched.group(2);
        var id = new UUID(HexFormat.fromHexDigitsToLong(half, 0, 16), HexFormat.fromHexDigitsToLong(half, 16, 32));
        return Optional.of(new Sealed(Purpose.valueOf(matched.group(1).toUpperCase(Locale.ROOT)), id));
    }

    /** Whether a local part looks as if we had made it. */
    public static boolean claimed(String localPart) {
        return CLAIM.matcher(localPart.toLowerCase(Locale.ROOT)).matches();
    }

    private String seal(String said) {
        var mac = new HmacUtils(HmacAlgorithms.HMAC_SHA_256, key.get().getEncoded()).hmac(MEANING + "\n" + said);
        return new Base32().encodeToString(Arrays.copyOf(mac, SEAL_BYTES)).toLowerCase(Locale.ROOT);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
