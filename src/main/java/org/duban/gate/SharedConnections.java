package org.duban.gate;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.NioEndpoint;
import org.jspecify.annotations.Nullable;

/**
 * Leaves connections for others: one address holds no more than a quarter of those there are, whatever it sends or does not
 * send over them; the next is closed at once. Requests whose headers drip in hold no thread, but a connection each, and
 * without connections nobody else is heard.
 */
public final class SharedConnections extends Http11NioProtocol {

    private static final int PARTS = 4;

    /** Made by the web server by the name of the class. */
    public SharedConnections() {
        super(new Endpoint());
    }

    private static final class Endpoint extends NioEndpoint {

        @Override
        protected boolean setSocketOptions(SocketChannel socket) {
            if (isTooMany(socket)) {
                // What has no wrapper yet, nobody else closes.
                destroySocket(socket);
                return false;
            }
            return super.setSocketOptions(socket);
        }

        private boolean isTooMany(SocketChannel socket) {
            var most = Math.max(1, getMaxConnections() / PARTS);
            if (getMaxConnections() < 0 || connections.size() < most) {
                return false;
            }
            var address = addressOf(socket);
            return address != null
                    && connections.keySet().stream()
                                    .filter(other -> address.equals(addressOf(other)))
                                    .limit(most)
                                    .count()
                            >= most;
        }

        private static @Nullable InetAddress addressOf(SocketChannel socket) {
            try {
                return socket.getRemoteAddress() instanceof InetSocketAddress address ? address.getAddress() : null;
            } catch (IOException alreadyClosed) {
                return null;
            }
        }
    }
}
