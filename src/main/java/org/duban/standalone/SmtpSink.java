package org.duban.standalone;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.server.SMTPServer;

/** Takes every mail that it is handed and puts it into a {@link Mailbox}. */
final class SmtpSink implements EmbeddedServer {

    private static final int LARGEST = 25 << 20;

    private final SMTPServer server;

    private SmtpSink(SMTPServer server) {
        this.server = server;
    }

    static SmtpSink start(Mailbox mailbox, int port) {
        var server = SMTPServer.port(port)
                .bindAddress(InetAddress.getLoopbackAddress())
                .hostName("localhost")
                .softwareName("Duban mailbox")
                .maxMessageSize(LARGEST)
                // The mailbox shows the very bytes that were sent.
                .insertReceivedHeaders(false)
                .messageHandlerFactory(context -> new Taking(mailbox))
                .build();
        server.start();
        return new SmtpSink(server);
    }

    @Override
    public int port() {
        return server.getPortAllocated();
    }

    @Override
    public void stop() {
        server.stop();
    }

    /** One mail on its way in. */
    private static final class Taking implements MessageHandler {

        private final Mailbox mailbox;
        private final List<String> recipients = new ArrayList<>();
        private String from = "";

        Taking(Mailbox mailbox) {
            this.mailbox = mailbox;
        }

        @Override
        public void from(String sender) {
            from = sender;
        }

        @Override
        public void recipient(String address) {
            recipients.add(address);
        }

        @Override
        public @Nullable String data(InputStream in) throws IOException {
            mailbox.add(from, recipients, in.readAllBytes());
            return null;
        }

        @Override
        public void done() {
            // Nothing is held beyond the mail itself.
        }
    }
}
