package org.duban.inbox;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** An IMAP server whose envelopes nobody can read, and some of whose mails it will not give away; their headers it does. */
final class ScriptedImap implements AutoCloseable {

    private static final Pattern FETCH = Pattern.compile("(?i)FETCH (\\d+) \\((.*)\\)");

    private final ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    private final List<String> mails;
    private final Set<Integer> kept;

    /** @param kept the numbers, from 1, of those whose bodies it keeps to itself */
    ScriptedImap(List<String> mails, Set<Integer> kept) throws IOException {
        this.mails = List.copyOf(mails);
        this.kept = Set.copyOf(kept);
        var thread = new Thread(this::serve, "scripted-imap");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return socket.getLocalPort();
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (var client = socket.accept()) {
                talk(client);
            } catch (IOException e) {
                // The client or the test has gone.
            }
        }
    }

    private void talk(Socket client) throws IOException {
        var in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
        var out = client.getOutputStream();
        say(out, "* OK [CAPABILITY IMAP4rev1] ready");
        for (var line = in.readLine(); line != null; line = in.readLine()) {
            var tag = line.substring(0, line.indexOf(' '));
            var command = line.substring(tag.length() + 1);
            say(out, answer(command) + tag + (refuses(command) ? " NO not this one" : " OK done"));
        }
    }

    private boolean refuses(String command) {
        var fetch = FETCH.matcher(command);
        return fetch.matches()
                && (fetch.group(2).contains("ENVELOPE")
                        || (fetch.group(2).contains("[]") && kept.contains(Integer.valueOf(fetch.group(1)))));
    }

    private String answer(String command) {
        var fetch = FETCH.matcher(command);
        if (command.startsWith("CAPABILITY")) {
            return "* CAPABILITY IMAP4rev1\r\n";
        } else if (command.startsWith("SELECT") || command.startsWith("EXAMINE")) {
            return "* %d EXISTS\r\n* 0 RECENT\r\n* FLAGS (\\Seen)\r\n* OK [UIDVALIDITY 5] ok\r\n* OK [UIDNEXT %d] ok\r\n"
                    .formatted(mails.size(), mails.size() + 1);
        } else if (command.startsWith("UID FETCH")) {
            var all = new StringBuilder();
            for (var i = 1; i <= mails.size(); i++) {
                all.append("* %1$d FETCH (UID %1$d)\r\n".formatted(i));
            }
            return all.toString();
        } else if (fetch.matches() && !refuses(command)) {
            return body(Integer.parseInt(fetch.group(1)), fetch.group(2));
        }
        return "";
    }

    private String body(int number, String what) {
        var mail = mails.get(number - 1);
        if (what.contains("HEADER")) {
            var head = mail.substring(0, mail.indexOf("\r\n\r\n") + 4);
            return "* %d FETCH (BODY[HEADER] {%d}\r\n%s)\r\n".formatted(number, head.length(), head);
        }
        return "* %d FETCH (BODY[]<0> {%d}\r\n%s)\r\n".formatted(number, mail.length(), mail);
    }

    private static void say(OutputStream out, String words) throws IOException {
        out.write((words + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
