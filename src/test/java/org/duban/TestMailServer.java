package org.duban;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;

/** A real mail server on loopback that keeps what it takes, and refuses whom it is told to. */
public final class TestMailServer implements AutoCloseable {

    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final Map<String, Integer> refusals = new ConcurrentHashMap<>();
    private final int port;
    private SMTPServer server;

    public TestMailServer() {
        this(0);
    }

    public TestMailServer(int port) {
        server = started(port);
        this.port = server.getPortAllocated();
    }

    private SMTPServer started(int port) {
        var server = SMTPServer.port(port)
                .bindAddress(InetAddress.getLoopbackAddress())
                .insertReceivedHeaders(false)
                .messageHandlerFactory(context -> new Taking())
                .build();
        server.start();
        return server;
    }

    /** A mail as it was taken. */
    public record Received(String to, byte[] bytes) {
        public MimeMessage message() {
            try {
                return new MimeMessage(null, new ByteArrayInputStream(bytes));
            } catch (MessagingException e) {
                throw new IllegalStateException(e);
            }
        }

        /** The only header of that name; empty if there is none. */
        public String header(String name) {
            try {
                var value = message().getHeader(name, ",");
                return value == null ? "" : value.replaceAll("\\s+", "");
            } catch (MessagingException e) {
                throw new IllegalStateException(e);
            }
        }

        public List<String> tasks() {
            return List.of(header("X-Duban-Tasks").split(","));
        }

        public String kind() {
            return header("X-Duban-Kind");
        }
    }

    public int port() {
        return port;
    }

    public List<Received> received() {
        return received;
    }

    public List<Received> receivedBy(String address) {
        return received.stream().filter(mail -> mail.to.equals(address)).toList();
    }

    /** From now on answers this recipient with this code, such as 550. */
    public void refuse(String address, int code) {
        refusals.put(address, code);
    }

    public void acceptEverybody() {
        refusals.clear();
    }

    /** From now on nobody listens at its port. */
    public void goAway() {
        server.stop();
    }

    /** Listens at its port again. */
    public void comeBack() {
        server = started(port);
    }

    @Override
    public void close() {
        server.stop();
    }

    private final class Taking implements MessageHandler {
        private String to = "";

        @Override
        public void from(String sender) {
            // Any sender will do.
        }

        @Override
        public void recipient(String address) throws RejectException {
            var code = refusals.get(address);
            if (code != null) {
                throw new RejectException(code, "not here");
            }
            to = address;
        }

        @Override
        public String data(InputStream in) throws IOException {
            received.add(new Received(to, in.readAllBytes()));
            return null;
        }

        @Override
        public void done() {
            // Nothing is held.
        }
    }
}
