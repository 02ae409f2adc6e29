package org.duban.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A mail server that misbehaves as told. At {@code GREETING, EHLO, MAIL, RCPT, DATA, BODY, DOT, QUIT} it gives the scripted
 * reply, or drops the connection ({@code DROP}), says nothing more ({@code SILENT}), stops reading
 * ({@code HOLD}), agrees after three seconds ({@code LATE}), or says a line every now and then for ever ({@code DRIBBLE}); where the script says nothing, it agrees.
 */
final class ScriptedSmtp implements AutoCloseable {

    private final ServerSocket server;
    private final Map<String, String> script = new ConcurrentHashMap<>();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final List<String> mails = new CopyOnWriteArrayList<>();
    private final List<String> commands = new CopyOnWriteArrayList<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private final AtomicInteger connections = new AtomicInteger();

    ScriptedSmtp() {
        this(0);
    }

    ScriptedSmtp(int port) {
        try {
            server = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        begin(this::accept);
    }

    ScriptedSmtp at(String stage, String reply) {
        script.put(stage, reply);
        return this;
    }

    int port() {
        return server.getLocalPort();
    }

    /** The mails whose final dot it saw, whatever it answered. */
    List<String> mails() {
        return List.copyOf(mails);
    }

    List<String> commands() {
        return List.copyOf(commands);
    }

    int connections() {
        return connections.get();
    }

    /** Closes all connections, as a server does that restarts. */
    void dropAll() {
        sockets.forEach(ScriptedSmtp::close);
    }

    @Override
    public void close() {
        over.countDown();
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        dropAll();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var socket = server.accept();
                sockets.add(socket);
                connections.incrementAndGet();
                begin(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            var on = say(socket, "GREETING", "220 scripted");
            for (var line = in.readLine(); on && line != null; line = in.readLine()) {
                commands.add(line);
                on = answer(socket, in, line);
            }
        } catch (IOException e) {
            // The client went away, or the test is over.
        }
    }

    private boolean answer(Socket socket, BufferedReader in, String line) throws IOException {
        var verb = line.split("[ :]")[0].toUpperCase();
        if (verb.equals("EHLO")) {
            return say(socket, "EHLO", script.getOrDefault("EHLO", "250 scripted"));
        }
        if (!verb.equals("DATA")) {
            return say(socket, verb, "250 ok") && !verb.equals("QUIT");
        }
        var go = script.getOrDefault("DATA", "354 go on");
        if (!say(socket, "DATA", go) || !go.startsWith("354")) {
            return script.get("DATA") != null && go.matches("\\d.*");
        }
        return body(socket, in);
    }

    private boolean body(Socket socket, BufferedReader in) throws IOException {
        if (script.containsKey("BODY")) {
            return say(socket, "BODY", "");
        }
        var mail = new ArrayList<String>();
        for (var line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
            mail.add(line);
        }
        mails.add(String.join("\r\n", mail));
        return say(socket, "DOT", "250 queued");
    }

    private boolean say(Socket socket, String stage, String usual) throws IOException {
        var reply = script.getOrDefault(stage, usual);
        switch (reply) {
            case "DROP" -> socket.setSoLinger(true, 0);
            case "SILENT" -> socket.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
            case "HOLD" -> hold();
            case "LATE" -> {
                late();
                return say(socket, usual);
            }
            case "DRIBBLE" -> dribble(socket);
            default -> {
                return say(socket, reply);
            }
        }
        return false;
    }

    private static boolean say(Socket socket, String reply) throws IOException {
        socket.getOutputStream().write((reply + "\r\n").getBytes(StandardCharsets.UTF_8));
        return true;
    }

    private void late() throws IOException {
        try {
            if (over.await(3, TimeUnit.SECONDS)) {
                throw new IOException("the test is over");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void hold() {
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void dribble(Socket socket) throws IOException {
        try {
            while (true) {
                socket.getOutputStream().write("250-still here\r\n".getBytes(StandardCharsets.UTF_8));
                Thread.sleep(100);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void begin(Runnable work) {
        var thread = new Thread(work, "scripted-smtp");
        thread.setDaemon(true);
        thread.start();
    }
}
