package org.duban.judges;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** A key for signing, and Perl's Mail::DKIM (which SpamAssassin uses), to which it is published without any DNS. */
public final class DkimVerifier {

    private final Path workshop;
    private final KeyPair keys;

    public DkimVerifier(Path workshop) {
        this.workshop = workshop;
        try {
            keys = KeyPairGenerator.getInstance("RSA").generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has RSA", e);
        }
    }

    /** A file with the private key, as {@code duban.mail.dkim.key-file} names one. */
    public Path keyFile() {
        var pem = "-----BEGIN PRIVATE KEY-----\n" + base64(keys.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
        return write("key.pem", pem.getBytes());
    }

    /** What it says of mails by their names, signed for {@code duban.example} with the selector {@code s1}: a line each. */
    public List<String> results(Map<String, byte[]> mails) {
        var record = "s1._domainkey.duban.example v=DKIM1; k=rsa; p="
                + base64(keys.getPublic().getEncoded());
        var files = new ArrayList<Path>();
        files.add(write("zone", record.getBytes()));
        mails.forEach((name, mail) -> files.add(write(name + ".eml", mail)));
        return Judges.perl("dkim-verify", "Mail::DKIM", files.toArray(Path[]::new))
                .lines()
                .toList();
    }

    private Path write(String name, byte[] content) {
        try {
            return Files.write(workshop.resolve(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String base64(byte[] key) {
        return Base64.getEncoder().encodeToString(key);
    }
}
