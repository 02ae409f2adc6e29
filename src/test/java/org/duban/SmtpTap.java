package org.duban;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Stands between a node and a real mail server and hands every line on, until a conversation comes to the place at which
 * something is to happen: {@code EHLO}, {@code MAIL}, {@code RCPT} (answered), {@code BODY} (half handed over) or
 * {@code DOT} (the server has the mail, its answer is held back).
 */
final class SmtpTap implements AutoCloseable {

    private record Plan(String place, Runnable deed) {}

    private final ServerSocket door;
    private final int mailServer;
    private final AtomicReference<Plan> plan = new AtomicReference<>();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

    SmtpTap(int mailServer) {
        this.mailServer = mailServer;
        try {
            door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        begin(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    /** Does this once, when the first conversation comes to that place; that conversation ends there. */
    void at(String place, Runnable deed) {
        plan.set(new Plan(place, deed));
    }

    /** Whether what was planned has happened. */
    boolean done() {
        return plan.get() == null;
    }

    @Override
    public void close() {
        quietly(door);
        sockets.forEach(SmtpTap::quietly);
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                var node = door.accept();
                sockets.add(node);
                begin(() -> converse(node));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void converse(Socket node) {
        try (node;
                var server = new Socket(InetAddress.getLoopbackAddress(), mailServer)) {
            sockets.add(server);
            new Conversation(lines(node), node.getOutputStream(), lines(server), server.getOutputStream()).run();
        } catch (IOException e) {
            // One side went away, or the test is over.
        }
    }

    private final class Conversation {
        private final BufferedReader asked;
        private final OutputStream answers;
        private final BufferedReader answered;
        private final OutputStream questions;

        Conversation(BufferedReader asked, OutputStream answers, BufferedReader answered, OutputStream questions) {
            this.asked = asked;
            this.answers = answers;
            this.answered = answered;
            this.questions = questions;
        }

        void run() throws IOException {
            say(answers, answer());
            for (var line = asked.readLine(); line != null; line = asked.readLine()) {
                say(questions, line);
                say(answers, answer());
                var verb = line.split("[ :]")[0].toUpperCase(java.util.Locale.ROOT);
                if (happens(verb) || verb.equals("DATA") && !body()) {
                    return;
                }
            }
        }

        private boolean body() throws IOException {
            var line = asked.readLine();
            for (var count = 1; line != null && !line.equals("."); count++) {
                say(questions, line);
                if (count == 20 && happens("BODY")) {
                    return false;
                }
                line = asked.readLine();
            }
            if (line == null) {
                return false;
            }
            say(questions, line);
            var answer = answer();
            if (happens("DOT")) {
                return false;
            }
            say(answers, answer);
            return true;
        }

        /** A whole answer of the server, which may have several lines. */
        private String answer() throws IOException {
            var answer = new StringBuilder();
            var line = answered.readLine();
            while (line != null && line.length() > 3 && line.charAt(3) == '-') {
                answer.append(line).append("\r\n");
                line = answered.readLine();
            }
            if (line == null) {
                throw new IOException("the mail server went away");
            }
            return answer.append(line).toString();
        }

        private boolean happens(String place) {
            var next = plan.get();
            if (next == null || !next.place.equals(place) || !plan.compareAndSet(next, null)) {
                return false;
            }
            next.deed.run();
            return true;
        }
    }

    private static void say(OutputStream to, String line) throws IOException {
        to.write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }

    private static BufferedReader lines(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
    }

    private static void quietly(AutoCloseable one) {
        try {
            one.close();
        } catch (Exception e) {
            // It is closed.
        }
    }

    private static void begin(Runnable work) {
        var thread = new Thread(work, "smtp-tap");
        thread.setDaemon(true);
        thread.start();
    }
}
