package org.duban.mail;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/** Keeps hold of the socket that Angus hides, so that another thread can close it. */
final class TrackedSockets extends SocketFactory {

    private volatile @Nullable Socket last;

    void close() {
        var socket = last;
        if (socket != null) {
            try {
                socket.close();
            } catch (IOException e) {
                // It is gone, which is all that is wanted.
            }
        }
    }

    /** The same for TLS from the first byte, for which Angus makes the socket below by itself. */
    SSLSocketFactory under(SSLSocketFactory tls) {
        return new Tls(tls);
    }

    @Override
    public Socket createSocket() throws SocketException {
        var socket = new Socket();
        // The final dot is a small packet behind a large one: Nagle's algorithm would hold it back 40 ms in every mail.
        socket.setTcpNoDelay(true);
        last = socket;
        return socket;
    }

    @Override
    public Socket createSocket(String host, int port) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
        throw new UnsupportedOperationException();
    }

    private final class Tls extends SSLSocketFactory {

        private final SSLSocketFactory tls;

        Tls(SSLSocketFactory tls) {
            this.tls = tls;
        }

        @Override
        public Socket createSocket(Socket below, String host, int port, boolean autoClose) throws IOException {
            below.setTcpNoDelay(true);
            last = below;
            return tls.createSocket(below, host, port, autoClose);
        }

        @Override
        public String[] getDefaultCipherSuites() {
            return tls.getDefaultCipherSuites();
        }

        @Override
        public String[] getSupportedCipherSuites() {
            return tls.getSupportedCipherSuites();
        }

        @Override
        public Socket createSocket(String host, int port) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress local, int localPort) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(InetAddress host, int port) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
            throw new UnsupportedOperationException();
        }
    }
}
