package io.tradewind.intake;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A file and how far it has come.
 *
 * @param state {@code running}, {@code done} or {@code failed}
 * @param total rows in the file, blank ones not counted; null until they are counted
 * @param done rows taken, those known before included
 * @param rejected rows not taken; {@code done + rejected = total} once the state is {@code done}
 * @param alreadyKnown those among {@code done} that had been taken before
 * @param encoding how the file was read, e.g. {@code UTF-8}
 * @param message what else the person should know, in lines: how the encoding was found, what is to be said about rows that
 *     were taken, why it failed
 */
public record ImportJob(
        UUID id,
        String kind,
        String fileName,
        String state,
        @Nullable Integer total,
        int done,
        int rejected,
        int alreadyKnown,
        String encoding,
        @Nullable String message,
        String createdBy,
        Instant createdAt,
        @Nullable Instant finishedAt) {

    public static final String RUNNING = "running";
    public static final String DONE = "done";
    public static final String FAILED = "failed";
}
