package org.duban.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The password of the embedded PostgreSQL: generated at the first start and kept beside its data, where only the user that
 * runs Duban reads it. Without it every user of the machine could read and change the ledger.
 */
final class PostgresPassword {

    private static final int BYTES = 24;
    private static final Pattern TRUSTING = Pattern.compile("(?m)^([^#\\n]*\\s)trust[ \\t]*$");
    private static final Pattern ASKING = Pattern.compile("(?m)^([^#\\n]*\\s)scram-sha-256[ \\t]*$");

    private final Path file;
    private final Path rules;
    private final String text;

    private PostgresPassword(Path home, String text) {
        this.file = fileIn(home);
        this.rules = home.resolve("postgres").resolve("pg_hba.conf");
        this.text = text;
    }

    /** The one that is kept there; a new one if none is. */
    static PostgresPassword in(Path home) throws IOException {
        var kept = read(home);
        if (!kept.isEmpty()) {
            return new PostgresPassword(home, kept);
        }
        var bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        var fresh = new PostgresPassword(home, HexFormat.of().formatHex(bytes));
        fresh.keep();
        // Data of before asks for none, or for one that is lost; whoever may write its rules may set another one.
        fresh.rewrite(ASKING, "trust");
        return fresh;
    }

    /** Empty if none is kept. */
    static String read(Path home) throws IOException {
        var file = fileIn(home);
        return Files.exists(file) ? Files.readString(file).strip() : "";
    }

    private static Path fileIn(Path home) {
        return home.resolve("postgres-password");
    }

    private void keep() throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.deleteIfExists(file);
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.writeString(file, text + "\n");
    }

    /** Whether the server lets everybody in that asks. */
    boolean isNotAskedFor() throws IOException {
        return Files.exists(rules) && TRUSTING.matcher(Files.readString(rules)).find();
    }

    /** From its next start, or as soon as it reads its rules anew, the server asks everybody for the password. */
    void isToBeAskedFor() throws IOException {
        rewrite(TRUSTING, "scram-sha-256");
    }

    private void rewrite(Pattern before, String method) throws IOException {
        if (Files.exists(rules)) {
            var written = rules.resolveSibling("pg_hba.conf.new");
            Files.copy(rules, written, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
            Files.writeString(written, before.matcher(Files.readString(rules)).replaceAll("$1" + method));
            Files.move(written, rules, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    Path file() {
        return file;
    }

    String text() {
        return text;
    }

    /** Without its characters: it may come into a log. */
    @Override
    public String toString() {
        return "PostgresPassword";
    }
}
