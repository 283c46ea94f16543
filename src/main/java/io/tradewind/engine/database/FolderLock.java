package io.tradewind.engine.database;

import io.tradewind.engine.CannotStart;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** One application for each data folder: a second one would stop the first one's database when it ends. */
final class FolderLock implements Closeable {

    private final FileChannel file;

    private FolderLock(FileChannel file) {
        this.file = file;
    }

    /** @throws CannotStart saying what to do, if another application has it or nothing can be written there */
    static FolderLock take(Path folder) throws IOException {
        FileChannel file = opened(folder);
        if (lock(file) == null) {
            file.close();
            throw new CannotStart(
                    "Tradewind is already running on the data folder " + folder.toAbsolutePath() + ".",
                    "Stop it first, or give this one a folder of its own: --tradewind.data-directory=…");
        }
        return new FolderLock(file);
    }

    private static FileChannel opened(Path folder) {
        try {
            Files.createDirectories(folder);
            return FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException cannot) {
            throw new CannotStart(
                    "Nothing can be written into the data folder " + folder.toAbsolutePath() + " ("
                            + cannot.getClass().getSimpleName() + ": " + cannot.getMessage() + ").",
                    "Let the user that runs Tradewind write there, or name another folder:"
                            + " --tradewind.data-directory=…; with a PostgreSQL of your own (SPRING_DATASOURCE_URL) none"
                            + " is needed.");
        }
    }

    private static @Nullable FileLock lock(FileChannel file) throws IOException {
        try {
            return file.tryLock();
        } catch (OverlappingFileLockException withinThisApplication) {
            return null;
        }
    }

    /** The system gives the lock back with the file. */
    @Override
    public void close() throws IOException {
        file.close();
    }
}
