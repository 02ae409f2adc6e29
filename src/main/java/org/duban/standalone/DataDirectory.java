package org.duban.standalone;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** The directory of the embedded servers, held by this process alone while it is open. */
final class DataDirectory implements AutoCloseable {

    private final FileChannel lock;

    private DataDirectory(FileChannel lock) {
        this.lock = lock;
    }

    /**
     * Makes the directory if it is missing and takes it for this process.
     *
     * @throws EmbeddedServerProblem if it cannot be written, or another process holds it
     */
    static DataDirectory open(Path path) {
        FileChannel channel = null;
        try {
            Files.createDirectories(path);
            channel = FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.tryLock() == null) {
                throw inUse(path, channel);
            }
            return new DataDirectory(channel);
        } catch (OverlappingFileLockException e) {
            throw inUse(path, channel);
        } catch (IOException e) {
            throw new EmbeddedServerProblem(
                    "The data directory " + path + " (duban.embedded.data) cannot be written: " + reason(e) + ".",
                    "Give the user that runs Duban the right to write there,"
                            + " or set duban.embedded.data to a directory that it may write.",
                    e);
        }
    }

    private static EmbeddedServerProblem inUse(Path path, @Nullable FileChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            return new EmbeddedServerProblem("The data directory " + path + " cannot be closed.", "Start again.", e);
        }
        return new EmbeddedServerProblem(
                "The data directory " + path + " (duban.embedded.data) is in use by another running Duban.",
                "Stop the other one, or set duban.embedded.data to another directory"
                        + " and the ports duban.embedded.*-port and server.port to free ones.");
    }

    private static String reason(IOException e) {
        if (e instanceof FileAlreadyExistsException) {
            return e.getMessage() + " is a file";
        }
        if (e instanceof AccessDeniedException) {
            return "no permission for " + e.getMessage();
        }
        return String.valueOf(e.getMessage());
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
