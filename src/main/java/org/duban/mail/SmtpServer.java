package org.duban.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.duban.channel.Outcome;
import org.duban.letter.SafeText;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.mail.autoconfigure.MailProperties;
import org.springframework.boot.ssl.SslBundles;

/** The mail server of {@code spring.mail.*}: opens connections to it and watches that none of them hangs. */
final class SmtpServer implements AutoCloseable {

    private static final int USUAL_PORT = 25;

    private final MailProperties mail;
    private final SendingProperties settings;
    private final @Nullable SslBundles bundles;
    private final Set<SmtpConnection> open = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService watchdog;

    SmtpServer(MailProperties mail, SendingProperties settings, @Nullable SslBundles bundles) {
        this.mail = mail;
        this.settings = settings;
        this.bundles = bundles;
        this.watchdog = Executors.newSingleThreadScheduledExecutor(task -> {
            var thread = new Thread(task, "mail-watchdog");
            thread.setDaemon(true);
            return thread;
        });
        watchdog.scheduleWithFixedDelay(this::closeOverdue, 100, 100, TimeUnit.MILLISECONDS);
    }

    /** A connection that is ready for mail, or why there is none. */
    Answer connect() {
        var sockets = new TrackedSockets();
        SmtpConnection connection;
        try {
            connection = new SmtpConnection(Session.getInstance(properties(sockets)), sockets, settings);
        } catch (RuntimeException e) {
            return new Answer(null, new Outcome.ServerDown(SafeText.line(String.valueOf(e.getMessage()), 300)));
        }
        open.add(connection);
        try {
            connection.open(host(), port(), mail.getUsername(), mail.getPassword());
            return new Answer(connection, new Outcome.ServerDown(""));
        } catch (MessagingException | RuntimeException e) {
            var reason = connection.reason(e);
            discard(connection);
            return new Answer(null, new Outcome.ServerDown(reason));
        }
    }

    void discard(SmtpConnection connection) {
        connection.hangUp();
        open.remove(connection);
    }

    /** How many connections are open and past their greeting. */
    long connections() {
        return open.stream().filter(SmtpConnection::greeted).count();
    }

    /** Closes every connection under whoever waits on it. */
    void abort() {
        open.forEach(SmtpConnection::abort);
    }

    @Override
    public void close() {
        watchdog.shutdownNow();
        abort();
    }

    private void closeOverdue() {
        var now = System.nanoTime();
        open.forEach(connection -> connection.closeIfOverdue(now));
    }

    private Properties properties(TrackedSockets sockets) {
        var properties = new Properties();
        if (!isLoopback(host())) {
            properties.put("mail.smtp.starttls.required", "true");
        }
        properties.put("mail.smtp.starttls.enable", "true");
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        properties.put(
                "mail.smtp.connectiontimeout",
                String.valueOf(settings.connectTimeout().toMillis()));
        properties.putAll(mail.getProperties());
        if (mail.getSsl().isEnabled() || "smtps".equals(mail.getProtocol())) {
            properties.put("mail.smtp.ssl.enable", "true");
        }
        var bundle = mail.getSsl().getBundle();
        if (bundle != null && bundles != null) {
            var ssl = bundles.getBundle(bundle).createSslContext();
            properties.put("mail.smtp.ssl.socketFactory", sockets.under(ssl.getSocketFactory()));
        } else {
            properties.put("mail.smtp.ssl.socketFactory", sockets);
        }
        return withOurs(properties, sockets);
    }

    /** What an installation may not change, because outcomes are told by it. */
    private Properties withOurs(Properties properties, TrackedSockets sockets) {
        properties.put("mail.smtp.socketFactory", sockets);
        properties.put("mail.smtp.socketFactory.fallback", "false");
        // A short read timeout would cut off the wait after the final dot and so make duplicates; the watchdog has its
        // own.
        properties.put(
                "mail.smtp.timeout",
                String.valueOf(settings.answerTimeout().plusSeconds(5).toMillis()));
        properties.remove("mail.smtp.writetimeout");
        properties.put("mail.smtp.chunksize", "-1");
        properties.put("mail.smtp.reportsuccess", "false");
        properties.put("mail.smtp.sendpartial", "false");
        properties.put("mail.smtp.allow8bitmime", "false");
        properties.put("mail.mime.allowutf8", "false");
        properties.put("mail.smtp.quitwait", "false");
        return properties;
    }

    /** Host and port. */
    String name() {
        return host() + ":" + port();
    }

    private String host() {
        return mail.getHost() == null ? "localhost" : mail.getHost();
    }

    private int port() {
        return mail.getPort() == null ? USUAL_PORT : mail.getPort();
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** A connection, or null and why. */
    record Answer(@Nullable SmtpConnection connection, Outcome.ServerDown down) {}
}
