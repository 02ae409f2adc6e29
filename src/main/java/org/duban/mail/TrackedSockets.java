package org.duban.mail;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import javax.net.SocketFactory;
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
}
