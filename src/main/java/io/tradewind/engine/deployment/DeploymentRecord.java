package io.tradewind.engine.deployment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.tradewind.engine.examination.Change;
import io.tradewind.engine.examination.Finding;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The record of deployments; it is only ever added to. */
@Component
class DeploymentRecord implements Deployments {

    private static final String INSERT =
            """
            INSERT INTO model_deployment
              (deployment_id, deployed_at, deployed_by, why, source, modules, files, changes, findings)
            VALUES (:deploymentId, :at, :by, :why, :source, :modules, :files, :changes::jsonb, :findings::jsonb)
            """;

    private static final String LATEST =
            """
            SELECT id, deployment_id, deployed_at, deployed_by, why, source, modules, files, changes, findings
            FROM model_deployment
            WHERE id < :before
            ORDER BY id DESC
            LIMIT :limit
            """;

    private static final String OF =
            """
            SELECT id, deployment_id, deployed_at, deployed_by, why, source, modules, files, changes, findings
            FROM model_deployment
            WHERE deployment_id IN (:ids)
            """;

    private static final String KEPT_ONES =
            """
            SELECT DISTINCT ON (modules) id, deployment_id, deployed_at, deployed_by, why, source, modules, files, changes,
                   findings
            FROM model_deployment
            WHERE source = :kept
            ORDER BY modules, id DESC
            """;

    private static final ObjectMapper JSON =
            JsonMapper.builder().addModule(new JavaTimeModule()).build();

    private final JdbcClient jdbc;
    private final Clock clock;

    DeploymentRecord(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public List<Deployed> latest(int limit, long before) {
        return jdbc.sql(LATEST)
                .param("limit", limit)
                .param("before", before)
                .query((row, number) -> deployed(row))
                .list();
    }

    @Override
    public Map<String, Deployed> of(Collection<String> deploymentIds) {
        if (deploymentIds.isEmpty()) {
            return Map.of();
        }
        return jdbc.sql(OF).param("ids", deploymentIds).query((row, number) -> deployed(row)).list().stream()
                .collect(Collectors.toMap(Deployed::deploymentId, Function.identity()));
    }

    @Override
    public List<Deployed> kept() {
        return jdbc.sql(KEPT_ONES).param("kept", KEPT).query((row, number) -> deployed(row)).list().stream()
                .filter(deployed -> !deployed.files().isEmpty())
                .toList();
    }

    void add(
            String deploymentId,
            String by,
            String why,
            @Nullable String source,
            Collection<String> modules,
            Collection<String> files,
            List<Change> changes,
            List<Finding> findings) {
        jdbc.sql(INSERT)
                .param("deploymentId", deploymentId)
                .param("at", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .param("by", by)
                .param("why", why)
                .param("source", source)
                .param("modules", modules.toArray(String[]::new))
                .param("files", files.toArray(String[]::new))
                .param("changes", print(changes))
                .param("findings", print(findings))
                .update();
    }

    private static Deployed deployed(ResultSet row) throws SQLException {
        Instant at = row.getObject("deployed_at", OffsetDateTime.class).toInstant();
        return new Deployed(
                row.getLong("id"),
                row.getString("deployment_id"),
                at,
                row.getString("deployed_by"),
                row.getString("why"),
                row.getString("source"),
                texts(row.getArray("modules")),
                texts(row.getArray("files")),
                parse(row.getString("changes"), new TypeReference<List<Change>>() {}),
                parse(row.getString("findings"), new TypeReference<List<Finding>>() {}));
    }

    private static List<String> texts(Array array) throws SQLException {
        return Arrays.asList((String[]) array.getArray());
    }

    private static String print(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("What was deployed cannot be written down", e);
        }
    }

    private static <T> T parse(String text, TypeReference<T> type) {
        try {
            return JSON.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("What was deployed cannot be read", e);
        }
    }
}
