package io.tradewind.engine.database;

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

    /** @throws IllegalStateException saying what to do, if another application has it */
    static FolderLock take(Path folder) throws IOException {
        Files.createDirectories(folder);
        FileChannel file =
                FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (lock(file) == null) {
            file.close();
            throw new IllegalStateException(
                    ("Tradewind is already running on the data folder %s. Stop it first, or give"
                                    + " this one a folder of its own: --tradewind.data-directory=…")
                            .formatted(folder.toAbsolutePath()));
        }
        return new FolderLock(file);
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
