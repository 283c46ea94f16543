package io.tradewind.engine.migration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tradewind.engine.migration.Migrations.Migration;
import io.tradewind.engine.migration.Migrations.Outcome;
import io.tradewind.engine.migration.Migrations.Result;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The record of migrations; it is only ever added to. */
@Component
class MigrationRecord {

    private static final String INSERT =
            """
            INSERT INTO instance_migration
              (batch_id, process_id, from_version, to_version, from_definition, to_definition,
               started_at, started_by, why, steps, total, again_of)
            VALUES (:batch, :process, :from, :to, :fromDefinition, :toDefinition,
                    :at, :by, :why, :steps::jsonb, :total, :againOf)
            RETURNING id
            """;

    private static final String MIGRATIONS =
            """
            SELECT m.id, m.process_id, m.from_version, m.to_version, m.started_at, m.started_by, m.why, m.steps, m.total,
                   m.again_of, b.id_ IS NOT NULL AS going,
                   count(*) FILTER (WHERE r.outcome = 'MOVED') AS moved,
                   count(*) FILTER (WHERE r.outcome = 'FAILED') AS failed,
                   count(*) FILTER (WHERE r.outcome = 'LEFT') AS stayed,
                   count(*) FILTER (WHERE r.outcome = 'GONE') AS gone
            FROM instance_migration m
            LEFT JOIN instance_migration_result r ON r.migration_id = m.id
            LEFT JOIN act_ru_batch b ON b.id_ = m.batch_id
            WHERE (:id::bigint IS NULL OR m.id = :id) AND (:process::text IS NULL OR m.process_id = :process)
              AND (:batch::text IS NULL OR m.batch_id = :batch)
            GROUP BY m.id, b.id_
            ORDER BY m.id DESC
            LIMIT :limit
            """;

    private static final String RESULTS =
            """
            SELECT process_instance_id, document, at, outcome, remark
            FROM instance_migration_result
            WHERE migration_id = :id
            ORDER BY array_position(ARRAY['FAILED', 'LEFT', 'GONE', 'MOVED'], outcome), document, process_instance_id
            LIMIT :limit OFFSET :offset
            """;

    private static final String ADD =
            """
            INSERT INTO instance_migration_result (migration_id, process_instance_id, document, at, outcome, remark)
            VALUES (:migration, :instance,
                    coalesce((SELECT business_key_ FROM act_hi_procinst WHERE id_ = :instance), ''),
                    :at, :outcome, :remark)
            """;

    private static final String HAS =
            """
            SELECT EXISTS (SELECT FROM instance_migration_result
                           WHERE migration_id = :migration AND process_instance_id = :instance)
            """;

    private static final String NOT_OVER =
            """
            SELECT process_instance_id FROM instance_migration_result
            WHERE migration_id = :id AND outcome IN ('FAILED', 'LEFT')
            """;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final JdbcClient jdbc;
    private final Clock clock;

    MigrationRecord(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    long begin(
            String batch,
            Migrations.Wanted wanted,
            String fromDefinition,
            String toDefinition,
            String by,
            String why,
            int total,
            @Nullable Long againOf) {
        return jdbc.sql(INSERT)
                .param("batch", batch)
                .param("process", wanted.processId())
                .param("from", wanted.from())
                .param("to", wanted.to())
                .param("fromDefinition", fromDefinition)
                .param("toDefinition", toDefinition)
                .param("at", now())
                .param("by", by)
                .param("why", why)
                .param("steps", print(wanted.steps()))
                .param("total", total)
                .param("againOf", againOf)
                .query(Long.class)
                .single();
    }

    void add(long migration, String instance, Outcome outcome, String remark) {
        jdbc.sql(ADD)
                .param("migration", migration)
                .param("instance", instance)
                .param("at", now())
                .param("outcome", outcome.name())
                .param("remark", remark)
                .update();
    }

    boolean has(long migration, String instance) {
        return jdbc.sql(HAS)
                .param("migration", migration)
                .param("instance", instance)
                .query(Boolean.class)
                .single();
    }

    Optional<Migration> ofBatch(String batch) {
        return find(null, null, batch, 1).stream().findFirst();
    }

    Optional<Migration> find(long id) {
        return find(id, null, null, 1).stream().findFirst();
    }

    List<Migration> of(String processId, int limit) {
        return find(null, processId, null, limit);
    }

    private List<Migration> find(@Nullable Long id, @Nullable String process, @Nullable String batch, int limit) {
        return jdbc.sql(MIGRATIONS)
                .param("id", id)
                .param("process", process)
                .param("batch", batch)
                .param("limit", limit)
                .query((row, number) -> migration(row))
                .list();
    }

    List<Result> results(long id, int limit, int offset) {
        return jdbc.sql(RESULTS)
                .param("id", id)
                .param("limit", limit)
                .param("offset", offset)
                .query((row, number) -> new Result(
                        row.getString("process_instance_id"),
                        row.getString("document"),
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        Outcome.valueOf(row.getString("outcome")),
                        row.getString("remark")))
                .list();
    }

    List<String> notOver(long id) {
        return jdbc.sql(NOT_OVER).param("id", id).query(String.class).list();
    }

    private static Migration migration(ResultSet row) throws SQLException {
        int total = row.getInt("total");
        int done = row.getInt("moved") + row.getInt("failed") + row.getInt("stayed") + row.getInt("gone");
        return new Migration(
                row.getLong("id"),
                row.getString("process_id"),
                row.getInt("from_version"),
                row.getInt("to_version"),
                row.getObject("started_at", OffsetDateTime.class).toInstant(),
                row.getString("started_by"),
                row.getString("why"),
                parse(row.getString("steps")),
                total,
                row.getObject("again_of", Long.class),
                row.getInt("moved"),
                row.getInt("failed"),
                row.getInt("stayed"),
                row.getInt("gone"),
                done < total && row.getBoolean("going"));
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private static String print(Map<String, String> steps) {
        try {
            return JSON.writeValueAsString(steps);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The steps of a migration cannot be written down", e);
        }
    }

    private static Map<String, String> parse(String text) {
        try {
            return JSON.readValue(text, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The steps of a migration cannot be read", e);
        }
    }
}
