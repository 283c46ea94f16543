package io.tradewind.intake;

import io.tradewind.engine.Refused;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tables of imports: jobs, their files in parts, their rejected rows. */
@Repository
class ImportStore {

    private static final String INSERT =
            """
            INSERT INTO import_job (id, kind, file_name, encoding, bom_length, separator, mapping, header, message,
                                    created_by, authorities, created_at)
            VALUES (:id, :kind, :fileName, '?', 0, ',', :mapping, '{}', NULL, :createdBy, :authorities, :createdAt)
            """;

    private static final String DESCRIBE =
            """
            UPDATE import_job
               SET encoding = :encoding, bom_length = :bomLength, separator = :separator, header = :header,
                   message = :message
             WHERE id = :id
            """;

    private static final String DESCRIBE_FORMAT =
            """
            UPDATE import_job
               SET encoding = 'UTF-8', format = :format, header = :header, message = :message, total = :total
             WHERE id = :id
            """;

    private static final String SELECT =
            """
            SELECT id, kind, file_name, state, total, done, rejected, already_known, encoding, bom_length, separator,
                   format, mapping, header, message, created_by, authorities, created_at, finished_at
              FROM import_job
            """;

    /** One job that nobody works on. Skips what another node is just taking. */
    private static final String CLAIM =
            """
            UPDATE import_job SET lease = :lease, leased_until = :until
             WHERE id = (SELECT id FROM import_job
                          WHERE state = 'running' AND (leased_until IS NULL OR leased_until < :now)
                          ORDER BY created_at LIMIT 1 FOR UPDATE SKIP LOCKED)
            RETURNING id
            """;

    /** Changes nothing if the lease has passed to another node meanwhile. */
    private static final String PROGRESS =
            """
            UPDATE import_job
               SET done = done + :done, rejected = rejected + :rejected, already_known = already_known + :alreadyKnown,
                   leased_until = :until, attempts = 0
             WHERE id = :id AND lease = :lease
            """;

    private static final String FINISH =
            """
            UPDATE import_job SET state = :state, message = coalesce(:message, message), finished_at = :now, lease = NULL
             WHERE id = :id AND lease = :lease
            """;

    private static final String INTERRUPT =
            """
            UPDATE import_job SET attempts = attempts + 1, leased_until = :until WHERE id = :id AND lease = :lease
            RETURNING attempts
            """;

    /** @see Troubles */
    private static final String TROUBLES =
            """
            SELECT (SELECT count(*) FROM import_job WHERE state = 'running') AS running,
                   (SELECT count(*) FROM import_job
                     WHERE state = 'running' AND created_at < :silent
                       AND (leased_until IS NULL OR leased_until < :silent)) AS stuck,
                   (SELECT count(*) FROM import_job WHERE state = 'failed' AND created_at >= :since) AS failed
            """;

    private static final int LONGEST_MESSAGE = 20_000;

    private final JdbcClient jdbc;

    ImportStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What a node needs to go on with a file. */
    record Stored(
            ImportJob job,
            int bomLength,
            char separator,
            @Nullable String format,
            @Nullable String mapping,
            List<String> header,
            List<String> authorities) {

        /** @throws Refused if what is written down is no encoding, as of a file whose upload broke off */
        Charset charset() {
            try {
                return Charset.forName(job.encoding());
            } catch (IllegalArgumentException e) {
                throw new Refused(
                        "file",
                        "The file cannot be read: its encoding is not known."
                                + " Save the list as \"CSV UTF-8\" and upload it again.");
            }
        }
    }

    void insert(
            UUID id,
            String kind,
            String fileName,
            @Nullable String mapping,
            String createdBy,
            List<String> authorities,
            Instant now) {
        jdbc.sql(INSERT)
                .param("id", id)
                .param("kind", kind)
                .param("fileName", fileName)
                .param("mapping", mapping)
                .param("createdBy", createdBy)
                .param("authorities", authorities.toArray(String[]::new))
                .param("createdAt", Timestamp.from(now))
                .update();
    }

    void addPart(UUID id, int part, byte[] content) {
        jdbc.sql("INSERT INTO import_file (job_id, part, content) VALUES (:id, :part, :content)")
                .param("id", id)
                .param("part", part)
                .param("content", content)
                .update();
    }

    void describe(UUID id, EncodingDetector.Found encoding, char separator, List<String> header) {
        jdbc.sql(DESCRIBE)
                .param("id", id)
                .param("encoding", encoding.charset().name())
                .param("bomLength", encoding.bomLength())
                .param("separator", String.valueOf(separator))
                .param("header", header.toArray(String[]::new))
                .param("message", "Read as " + encoding.explanation() + ".")
                .update();
    }

    /** A file of another format than CSV, read through once already. */
    void describeFormat(UUID id, FileFormat format, String version, int total) {
        jdbc.sql(DESCRIBE_FORMAT)
                .param("id", id)
                .param("format", format.name())
                .param("header", format.columns().toArray(String[]::new))
                .param("message", "Read as " + version + ".")
                .param("total", total)
                .update();
    }

    InputStream content(UUID id) {
        return new PartsInputStream(
                part -> jdbc.sql("SELECT content FROM import_file WHERE job_id = :id AND part = :part")
                        .param("id", id)
                        .param("part", part)
                        .query(byte[].class)
                        .optional());
    }

    Optional<Stored> find(UUID id) {
        return jdbc.sql(SELECT + " WHERE id = :id")
                .param("id", id)
                .query(ImportStore::stored)
                .optional();
    }

    Optional<ImportJob> job(UUID id) {
        return jdbc.sql(SELECT + " WHERE id = :id")
                .param("id", id)
                .query(ImportStore::job)
                .optional();
    }

    List<ImportJob> createdBy(String user) {
        return jdbc.sql(SELECT + " WHERE created_by = :user ORDER BY created_at DESC LIMIT 50")
                .param("user", user)
                .query(ImportStore::job)
                .list();
    }

    /**
     * How imports stand.
     *
     * @param stuck of those that run, how many nobody has worked on for a while
     * @param failed of those begun lately
     */
    record Troubles(long running, long stuck, long failed) {}

    Troubles troubles(Instant silent, Instant since) {
        return jdbc.sql(TROUBLES)
                .param("silent", Timestamp.from(silent))
                .param("since", Timestamp.from(since))
                .query((row, number) ->
                        new Troubles(row.getLong("running"), row.getLong("stuck"), row.getLong("failed")))
                .single();
    }

    /** Failed, or being taken; the latest first. */
    List<ImportJob> unfinished(int most) {
        return jdbc.sql(SELECT + " WHERE state IN ('failed', 'running') ORDER BY created_at DESC LIMIT :most")
                .param("most", most)
                .query(ImportStore::job)
                .list();
    }

    Optional<UUID> claim(UUID lease, Instant now, Duration holding) {
        return jdbc.sql(CLAIM)
                .param("lease", lease)
                .param("now", Timestamp.from(now))
                .param("until", Timestamp.from(now.plus(holding)))
                .query(UUID.class)
                .optional();
    }

    void counted(UUID id, int total) {
        jdbc.sql("UPDATE import_job SET total = :total WHERE id = :id")
                .param("id", id)
                .param("total", total)
                .update();
    }

    boolean progress(UUID id, UUID lease, int done, int rejected, int alreadyKnown, Instant until) {
        return jdbc.sql(PROGRESS)
                        .param("id", id)
                        .param("lease", lease)
                        .param("done", done)
                        .param("rejected", rejected)
                        .param("alreadyKnown", alreadyKnown)
                        .param("until", Timestamp.from(until))
                        .update()
                == 1;
    }

    void reject(UUID id, int row, String reason, List<String> original) {
        jdbc.sql(
                        """
                        INSERT INTO import_rejection (job_id, row_number, reason, original)
                        VALUES (:id, :row, :reason, :original)
                        """)
                .param("id", id)
                .param("row", row)
                .param("reason", withoutZeros(reason))
                .param(
                        "original",
                        original.stream().map(ImportStore::withoutZeros).toArray(String[]::new))
                .update();
    }

    /** One more line of the message, as long as it is one that somebody reads. */
    void note(UUID id, String line) {
        jdbc.sql(
                        """
                        UPDATE import_job SET message = concat_ws(E'\\n', message, :line)
                         WHERE id = :id AND length(coalesce(message, '')) < :longest
                        """)
                .param("id", id)
                .param("line", withoutZeros(line))
                .param("longest", LONGEST_MESSAGE)
                .update();
    }

    /** Ends the job; the file is not kept longer than it is needed. */
    void finish(UUID id, UUID lease, String state, @Nullable String message, Instant now) {
        int finished = jdbc.sql(FINISH)
                .param("id", id)
                .param("lease", lease)
                .param("state", state)
                .param("message", message)
                .param("now", Timestamp.from(now))
                .update();
        if (finished == 1) {
            jdbc.sql("DELETE FROM import_file WHERE job_id = :id")
                    .param("id", id)
                    .update();
        }
    }

    /** @return how often it was tried by now; 0 if the lease has passed to another node */
    int interrupt(UUID id, UUID lease, Instant until) {
        return jdbc.sql(INTERRUPT)
                .param("id", id)
                .param("lease", lease)
                .param("until", Timestamp.from(until))
                .query(Integer.class)
                .optional()
                .orElse(0);
    }

    List<ImportJobs.Rejection> rejections(UUID id, int limit) {
        return jdbc.sql(
                        """
                        SELECT row_number, reason, original FROM import_rejection
                         WHERE job_id = :id ORDER BY row_number LIMIT :limit
                        """)
                .param("id", id)
                .param("limit", limit)
                .query(ImportStore::rejection)
                .list();
    }

    /** Hands over every rejection in the order of the file, without holding them all. */
    void eachRejection(UUID id, Consumer<ImportJobs.Rejection> consumer) {
        int after = 0;
        while (true) {
            List<ImportJobs.Rejection> page = jdbc.sql(
                            """
                            SELECT row_number, reason, original FROM import_rejection
                             WHERE job_id = :id AND row_number > :after ORDER BY row_number LIMIT 1000
                            """)
                    .param("id", id)
                    .param("after", after)
                    .query(ImportStore::rejection)
                    .list();
            if (page.isEmpty()) {
                return;
            }
            page.forEach(consumer);
            after = page.get(page.size() - 1).row();
        }
    }

    private static String withoutZeros(String text) {
        return text.replace("\u0000", "");
    }

    private static ImportJobs.Rejection rejection(ResultSet row, int number) throws SQLException {
        return new ImportJobs.Rejection(
                row.getInt("row_number"), row.getString("reason"), strings(row.getArray("original")));
    }

    private static ImportJob job(ResultSet row, int number) throws SQLException {
        Timestamp finished = row.getTimestamp("finished_at");
        return new ImportJob(
                row.getObject("id", UUID.class),
                row.getString("kind"),
                row.getString("file_name"),
                row.getString("state"),
                row.getObject("total", Integer.class),
                row.getInt("done"),
                row.getInt("rejected"),
                row.getInt("already_known"),
                row.getString("encoding"),
                row.getString("message"),
                row.getString("created_by"),
                row.getTimestamp("created_at").toInstant(),
                finished == null ? null : finished.toInstant());
    }

    private static Stored stored(ResultSet row, int number) throws SQLException {
        return new Stored(
                job(row, number),
                row.getInt("bom_length"),
                row.getString("separator").charAt(0),
                row.getString("format"),
                row.getString("mapping"),
                strings(row.getArray("header")),
                strings(row.getArray("authorities")));
    }

    private static List<String> strings(Array array) throws SQLException {
        return Arrays.asList((String[]) array.getArray());
    }
}
