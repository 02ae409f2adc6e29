package org.duban.answers;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/**
 * Writes rights as tokens that nobody without the key can make or change: the right, then the first half of its HMAC-SHA256
 * (RFC 2104, section 5), in base64url. The same right always gives the same token, so a repeated mail is the same bytes.
 */
final class Seal {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int VERSION = 1;
    private static final int MAC_BYTES = 16;
    private static final int LONGEST = 2_000;
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

    private final SecretKey key;

    Seal(SecretKey key) {
        this.key = key;
    }

    String token(Right right) {
        var said = said(right);
        var token = Arrays.copyOf(said, said.length + MAC_BYTES);
        System.arraycopy(mac(said, said.length), 0, token, said.length, MAC_BYTES);
        return ENCODER.encodeToString(token);
    }

    /** The right that a token carries; empty if this key did not seal it. Whether it still counts is not asked here. */
    Optional<Right> right(String token) {
        if (token.length() > LONGEST) {
            return Optional.empty();
        }
        byte[] sealed;
        try {
            sealed = DECODER.decode(token);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        var length = sealed.length - MAC_BYTES;
        // Base64 has spare bits at its end: only the spelling that we write counts, so that a token is a name.
        if (length < 1 || !ENCODER.encodeToString(sealed).equals(token)) {
            return Optional.empty();
        }
        var genuine = MessageDigest.isEqual(mac(sealed, length), Arrays.copyOfRange(sealed, length, sealed.length));
        return genuine ? Optional.of(read(sealed)) : Optional.empty();
    }

    private byte[] mac(byte[] bytes, int length) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(bytes, 0, length);
            return Arrays.copyOf(mac.doFinal(), MAC_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has " + ALGORITHM, e);
        }
    }

    private static byte[] said(Right right) {
        var bytes = new ByteArrayOutputStream(128);
        try (var out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeByte(right.answer().ordinal());
            out.writeUTF(right.taskId());
            out.writeUTF(right.unit());
            out.writeLong(right.notice().getMostSignificantBits());
            out.writeLong(right.notice().getLeastSignificantBits());
            out.writeLong(right.revision());
            out.writeLong(right.until().getEpochSecond());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static Right read(byte[] sealed) {
        try (var in = new DataInputStream(new ByteArrayInputStream(sealed))) {
            var version = in.readByte();
            if (version != VERSION) {
                throw new IllegalStateException("a token of version " + version + " under this key");
            }
            var answer = Answer.values()[in.readByte()];
            var task = in.readUTF();
            var unit = in.readUTF();
            var notice = new UUID(in.readLong(), in.readLong());
            return new Right(answer, task, unit, notice, in.readLong(), Instant.ofEpochSecond(in.readLong()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
