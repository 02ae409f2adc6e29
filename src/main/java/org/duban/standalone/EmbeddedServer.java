package org.duban.standalone;

/** A server that runs inside this process, or as its child, and stops with it. */
interface EmbeddedServer {

    int port();

    /** Stops it; what it has confirmed stays on disk. */
    void stop();
}
