package org.duban.mail;

import jakarta.mail.internet.InternetAddress;
import java.time.Duration;
import java.util.Locale;
import org.duban.process.BadSetting;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The mailbox to which bounces and replies come; none is read, and mails name none, while no host is given.
 *
 * @param host its IMAP server
 * @param port the server's port; usually 993, or 143 unless TLS is {@code IMPLICIT}
 * @param user who logs in
 * @param password the user's password
 * @param tls how the connection is protected: {@code IMPLICIT}, {@code STARTTLS} or {@code NONE}
 * @param sslBundle a {@code spring.ssl.bundle} with the authorities to trust; those of Java if left out
 * @param folder the folder that is read; a mailbox of its own is best, as everything in it is taken in
 * @param every how often it is looked into
 * @param domain the domain of the addresses {@code bounce+…} and {@code reply+…} that lead to it; that of
 *     {@code duban.mail.from} if left out
 * @param largest of a larger mail so much of its beginning is read, 256 KB of its end, and what is no attachment between them
 * @param probe whether one mail a day is sent through to see that the way is open
 * @param probeWithin how soon it must come back
 * @param office the code of the unit to which mails are forwarded that nobody understood and of which nobody knows from which
 *     unit they came; the top of the tree if left out
 * @param mostForwarded how many mails a day are forwarded of the same sender, and about the same notice, or about none; with 0
 *     none is
 */
@ConfigurationProperties("duban.mail.inbox")
public record InboxProperties(
        @Nullable String host,
        @Nullable Integer port,
        @Nullable String user,
        @Nullable String password,
        @DefaultValue("IMPLICIT") Tls tls,
        @Nullable String sslBundle,
        @DefaultValue("INBOX") String folder,
        @DefaultValue("30s") Duration every,
        @Nullable String domain,
        @DefaultValue("5MB") DataSize largest,
        @DefaultValue("true") boolean probe,
        @DefaultValue("1h") Duration probeWithin,
        @Nullable String office,
        @DefaultValue("20") int mostForwarded) {

    /** How a connection is protected. */
    public enum Tls {
        /** From its first byte on. */
        IMPLICIT,
        /** By STARTTLS, which the server must offer. */
        STARTTLS,
        /** Not at all. */
        NONE
    }

    private static final int MOST_FORWARDED = 10_000;
    private static final long SMALLEST = 10_000;
    private static final long LARGEST = 100L * 1_024 * 1_024;

    public InboxProperties {
        if (host != null && host.isBlank()) {
            host = null;
        }
        if (host != null && (user == null || password == null)) {
            throw BadSetting.missing(
                    "duban.mail.inbox." + (user == null ? "user" : "password"),
                    "duban.mail.inbox.host is \"" + host + "\"");
        }
        BadSetting.unless(
                port == null || (port > 0 && port <= 65_535),
                "duban.mail.inbox.port",
                String.valueOf(port),
                "write a port from 1 to 65535, or leave it out for the usual one");
        BadSetting.unless(!folder.isBlank(), "duban.mail.inbox.folder", folder, "write a folder's name, like INBOX");
        BadSetting.unless(
                domain == null || domain.matches("[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)*"),
                "duban.mail.inbox.domain",
                String.valueOf(domain),
                "write a domain, as in example.org");
        BadSetting.unless(
                largest.toBytes() >= SMALLEST && largest.toBytes() <= LARGEST,
                "duban.mail.inbox.largest",
                largest,
                "write a size from 10KB to 100MB");
        if (office != null && office.isBlank()) {
            office = null;
        }
        BadSetting.unless(
                mostForwarded >= 0 && mostForwarded <= MOST_FORWARDED,
                "duban.mail.inbox.most-forwarded",
                mostForwarded,
                "write a number from 0 to " + MOST_FORWARDED + "; with 0 nothing is forwarded");
        BadSetting.unlessBetween(Duration.ofSeconds(1), Duration.ofDays(1), "duban.mail.inbox.every", every);
        BadSetting.unlessBetween(
                Duration.ofSeconds(1), Duration.ofDays(1), "duban.mail.inbox.probe-within", probeWithin);
    }

    /** Whether there is an inbox. */
    public boolean open() {
        return host != null;
    }

    /** Without the password: settings end up in logs. */
    @Override
    public String toString() {
        return "InboxProperties[host=" + host + ", port=" + port + ", user=" + user + ", folder=" + folder + "]";
    }

    /** The port as given, or the usual one. */
    public int usedPort() {
        if (port != null) {
            return port;
        }
        return tls == Tls.IMPLICIT ? 993 : 143;
    }

    String domain(InternetAddress sender) {
        var address = sender.getAddress();
        return domain == null ? address.substring(address.lastIndexOf('@') + 1) : domain.toLowerCase(Locale.ROOT);
    }
}
