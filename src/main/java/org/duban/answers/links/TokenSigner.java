package org.duban.answers.links;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.SecretKey;
import org.apache.commons.codec.digest.HmacAlgorithms;
import org.apache.commons.codec.digest.HmacUtils;

/**
 * Writes what links say as tokens that nobody without the key can make or change: the content, then the first half of its
 * HMAC-SHA256 (RFC 2104, section 5), in base64url. The same content always gives the same token, so a repeated mail is the
 * same bytes.
 */
public final class TokenSigner {

    private static final int MAC_BYTES = 16;
    private static final int LONGEST = 2_000;
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

    private final SecretKey key;

    TokenSigner(SecretKey key) {
        this.key = key;
    }

    public String token(LinkContent content) {
        var said = said(content);
        var token = Arrays.copyOf(said, said.length + MAC_BYTES);
        System.arraycopy(mac(said), 0, token, said.length, MAC_BYTES);
        return ENCODER.encodeToString(token);
    }

    /** What a token says; empty if this key did not seal it. Whether it still counts is not asked here. */
    public Optional<LinkContent> content(String token) {
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
        var said = Arrays.copyOf(sealed, length);
        var genuine = MessageDigest.isEqual(mac(said), Arrays.copyOfRange(sealed, length, sealed.length));
        return genuine ? Optional.of(read(said)) : Optional.empty();
    }

    private byte[] mac(byte[] said) {
        var mac = new HmacUtils(HmacAlgorithms.HMAC_SHA_256, key.getEncoded()).hmac(said);
        return Arrays.copyOf(mac, MAC_BYTES);
    }

    private static byte[] said(LinkContent content) {
        var bytes = new ByteArrayOutputStream(64);
        try (var out = new DataOutputStream(bytes)) {
            content.writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static LinkContent read(byte[] said) {
        try (var in = new DataInputStream(new ByteArrayInputStream(said))) {
            return LinkContent.readFrom(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
