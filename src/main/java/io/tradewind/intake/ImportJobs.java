package io.tradewind.intake;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Files being taken in. */
public interface ImportJobs {

    /**
     * Keeps the file and lets it be taken in the background once the caller's transaction is committed.
     *
     * @param kind of a {@link RowImporter}
     * @param mapping JSON object, our field → their column, see docs/operator-guide.md; null or blank if the headings
     *     speak for themselves
     * @param user whose rows they are
     * @throws io.tradewind.engine.Refused if the file as a whole cannot be read: no CSV, unknown encoding, a required
     *     column missing, a mapping that does not fit
     */
    UUID accept(String kind, @Nullable String fileName, InputStream content, @Nullable String mapping, String user)
            throws IOException;

    /** The job, if this person may see it: who started it, that person's superiors, administrators. */
    Optional<ImportJob> find(UUID id, String viewer);

    /** The latest jobs this person started, newest first. */
    List<ImportJob> startedBy(String user);

    /** Files that failed or are being taken, whoever started them, the latest first: for those who run the application. */
    List<ImportJob> unfinished(int most);

    /** Writes the rejected rows as CSV in UTF-8: their own columns, then {@code reason}; safe to open in a spreadsheet. */
    void writeRejected(UUID id, OutputStream to) throws IOException;

    /** The first rejected rows, for a page. */
    List<Rejection> rejections(UUID id, int limit);

    /** Kinds of file this person may upload. */
    List<String> kindsFor(String user);

    /** Takes what waits, in this thread, to the end; a running application does this by itself. */
    void runWaiting();

    /**
     * A row that was not taken.
     *
     * @param row as a spreadsheet counts
     * @param original its cells as they were
     */
    record Rejection(int row, String reason, List<String> original) {}
}
