package org.duban.mail;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.interfaces.RSAPrivateKey;
import java.util.function.UnaryOperator;
import org.apache.james.jdkim.DKIMSigner;
import org.apache.james.jdkim.exceptions.FailException;
import org.duban.files.BadInput;
import org.duban.letter.Mail;
import org.springframework.boot.ssl.pem.PemContent;

/**
 * Signs mails (DKIM, RFC 6376) where no relay does. No time goes into a signature, so that a repeated mail is the same bytes.
 */
final class DkimSigner implements UnaryOperator<Mail> {

    /** RFC 8301: shorter keys are not to be used. */
    private static final int SHORTEST_KEY = 1024;

    /** RFC 6376 §5.4.1: what says from whom a mail is, to whom, and what it is about. */
    private static final String SIGNED = "from:reply-to:to:subject:date:message-id:in-reply-to:references:mime-version"
            + ":content-type:content-language:auto-submitted";

    private static final int SIGNATURE_LINE = 72;

    private final DKIMSigner signer;

    private DkimSigner(SendingProperties.Dkim settings, PrivateKey key) {
        this.signer = new DKIMSigner(
                "v=1; a=rsa-sha256; c=relaxed/relaxed; d=" + settings.domain() + "; s=" + settings.selector() + "; h="
                        + SIGNED + "; bh=; b=;",
                key);
    }

    /** @throws BadInput if the settings have no key that signs */
    static DkimSigner with(SendingProperties.Dkim settings) {
        return new DkimSigner(settings, key(settings.keyFile()));
    }

    @Override
    public Mail apply(Mail mail) {
        var signed = new ByteArrayOutputStream(mail.bytes().length + 1024);
        signed.writeBytes(folded(signature(mail.bytes())).getBytes(StandardCharsets.US_ASCII));
        signed.writeBytes(mail.bytes());
        return mail.withBytes(signed.toByteArray());
    }

    private String signature(byte[] bytes) {
        try {
            return signer.sign(new ByteArrayInputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (FailException e) {
            throw new IllegalStateException("mail not signed", e);
        }
    }

    /**
     * A key of 4096 bits would make a line longer than mail has. Between tags a fold is what the space was, and the signature itself
     * is left out of what is signed; nothing else may be folded any more.
     */
    private static String folded(String header) {
        var out = new StringBuilder();
        for (var tag : header.strip().split("; ")) {
            out.append(out.isEmpty() ? "" : ";\r\n ");
            if (tag.startsWith("b=")) {
                out.append("b=");
                for (var from = 2; from < tag.length(); from += SIGNATURE_LINE) {
                    out.append("\r\n ").append(tag, from, Math.min(tag.length(), from + SIGNATURE_LINE));
                }
            } else {
                out.append(tag);
            }
        }
        return out.append("\r\n").toString();
    }

    private static PrivateKey key(Path file) {
        var cure = "name a file with a private RSA key in PEM, as `openssl genrsa -out dkim.pem 2048` writes it";
        PrivateKey key;
        try {
            key = PemContent.load(file).getPrivateKey();
        } catch (IOException | RuntimeException e) {
            throw unusable(
                    file, "no private key can be read from it (" + e.getClass().getSimpleName() + ")", cure);
        }
        if (!(key instanceof RSAPrivateKey rsa)) {
            throw unusable(file, key == null ? "it has no private key" : "its key is " + key.getAlgorithm(), cure);
        }
        if (rsa.getModulus().bitLength() < SHORTEST_KEY) {
            throw unusable(file, "its key has " + rsa.getModulus().bitLength() + " bits", cure);
        }
        return key;
    }

    private static BadInput unusable(Path file, String problem, String cure) {
        return new BadInput(new BadInput.Mistake(
                file.toString(),
                0,
                "duban.mail.dkim.key-file",
                problem,
                cure + "; or leave " + "duban.mail.dkim out, if the mail server signs"));
    }
}
