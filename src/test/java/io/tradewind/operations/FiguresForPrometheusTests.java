package io.tradewind.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tradewind.engine.Acting;
import io.tradewind.intake.ImportJobs;
import io.tradewind.support.EngineSteps;
import io.tradewind.support.TradewindTest;
import io.tradewind.support.Web;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yaml.snakeyaml.Yaml;

/** What Prometheus reads, and that the dashboard and the alerts ask for nothing that is not there. */
@TradewindTest
class FiguresForPrometheusTests {

    private static final Path DASHBOARD = Path.of("deploy/grafana/tradewind.json");
    private static final Path ALERTS = Path.of("deploy/alerts.yml");

    /** Known to Prometheus itself. */
    private static final Set<String> PROMETHEUS = Set.of("up");

    private static final Set<String> WORDS =
            Set.of("or", "and", "unless", "offset", "by", "without", "on", "ignoring", "bool");

    @Autowired
    private Web web;

    @Autowired
    private VitalMeters vitalMeters;

    @Autowired
    private ImportJobs imports;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private EngineSteps steps;

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private Acting acting;

    private Set<String> names = Set.of();
    private String instance = "";

    @BeforeEach
    void somethingOfEachKind() throws IOException {
        String run = UUID.randomUUID().toString();
        imports.accept(
                "leads",
                "leads.csv",
                new ByteArrayInputStream(("companyName,externalId\nFigures " + run + "," + run + "\n,\n")
                        .getBytes(StandardCharsets.UTF_8)),
                null,
                "support");
        imports.runWaiting();
        instance = web.program("support").newLead();
        steps.runAllJobs(instance);
        jdbc.sql(
                        """
                        INSERT INTO engine.act_ru_incident (id_, rev_, incident_timestamp_, incident_type_, activity_id_,
                                                            root_cause_incident_id_)
                        VALUES (:id, 1, now(), 'test', 'a-step', :id)
                        """)
                .param("id", run)
                .update();
        jdbc.sql(
                        """
                        INSERT INTO approval (kind, subject, revision, requester, title, inputs, facts, rule, currency,
                                              state, requested_at)
                        VALUES ('test', :run, 1, 'nobody', 'T', '{}', '{}', 'r', 'USD', 'open', now())
                        """)
                .param("run", run)
                .update();
        try {
            vitalMeters.tell();
            web.program("support").get("/api/figures");
            names = told(web.program("admin").get("/actuator/prometheus"));
        } finally {
            jdbc.sql("UPDATE approval SET state = 'superseded', decided_at = now() WHERE subject = :run")
                    .param("run", run)
                    .update();
            jdbc.sql("DELETE FROM engine.act_ru_incident WHERE id_ = :run")
                    .param("run", run)
                    .update();
        }
    }

    @AfterEach
    void away() {
        acting.asSystem(() -> runtime.deleteProcessInstance(instance, "test"));
    }

    @Test
    void everyPanelAsksForSomethingThatIsThere() throws IOException {
        JsonNode dashboard = new ObjectMapper().readTree(Files.readString(DASHBOARD));
        List<String> queries = dashboard.findValuesAsText("expr");

        assertThat(queries).hasSizeGreaterThan(30);
        assertThat(dashboard.get("panels")).allSatisfy(panel -> {
            if (!panel.get("type").asText().equals("row")) {
                assertThat(panel.findValuesAsText("expr"))
                        .as(panel.get("title").asText())
                        .isNotEmpty();
            }
        });
        for (String query : queries) {
            assertThat(missing(query)).as(query).isEmpty();
        }
    }

    @Test
    @SuppressWarnings("unchecked")
    void everyAlertAsksForSomethingThatIsThere() throws IOException {
        Map<String, List<Map<String, Object>>> file = new Yaml().load(Files.readString(ALERTS));
        List<Map<String, Object>> rules =
                (List<Map<String, Object>>) file.get("groups").get(0).get("rules");

        assertThat(rules).hasSizeGreaterThan(10).allSatisfy(rule -> {
            assertThat(missing(String.valueOf(rule.get("expr"))))
                    .as(String.valueOf(rule))
                    .isEmpty();
            assertThat((Map<String, String>) rule.get("annotations")).containsKeys("summary", "action");
        });
    }

    @Test
    void aNameThatIsNotThereIsFound() {
        assertThat(missing("sum by (process) (rate(tradewind_no_such_total{step=\"a\"}[5m])) or vector(0)"))
                .containsExactly("tradewind_no_such_total");
        assertThat(missing("max(tradewind_mails{state=\"failed\"} offset 1h) > 1e9"))
                .isEmpty();
    }

    @Test
    void everyFigureOfOursIsInTheDashboard() throws IOException {
        String dashboard = Files.readString(DASHBOARD);

        assertThat(names.stream()
                        .filter(name -> name.startsWith("tradewind_"))
                        // spans, told as timers too
                        .filter(name -> !name.matches("tradewind_(step|mail|import)_(active_)?seconds.*"))
                        .map(name -> name.replaceAll("_(count|sum|max)$", ""))
                        .filter(name -> !dashboard.contains(name) && !name.equals("tradewind_nodes_silent")))
                .isEmpty();
    }

    @Test
    void everyStepIsTimed() {
        assertThat(names).contains("tradewind_step_seconds_count", "tradewind_import_seconds_count");
        assertThat(web.program("admin").get("/actuator/prometheus").body().lines())
                .anyMatch(line -> line.startsWith("tradewind_step_seconds_count{")
                        && line.contains("process=\"lead-qualification\""));
    }

    @Test
    void noFigureNamesAPersonOrADocument() {
        String told = web.program("admin").get("/actuator/prometheus").body();

        assertThat(told.lines().filter(line -> line.startsWith("tradewind_")))
                .isNotEmpty()
                .noneMatch(line -> line.contains("darcel-schlecht") || line.matches(".*\\b[A-Z]-20\\d\\d-\\d+.*"));
    }

    private Set<String> missing(String query) {
        String bare = query.replaceAll("\\{[^}]*}", " ")
                .replaceAll("\\[[^]]*]", " ")
                .replaceAll("\\b(by|without)\\s*\\([^)]*\\)", " ");
        Set<String> missing = new TreeSet<>();
        Matcher word =
                Pattern.compile("(?<![\\w.])[a-z_][a-z0-9_]*\\b(?!\\s*\\()").matcher(bare);
        while (word.find()) {
            if (!WORDS.contains(word.group()) && !PROMETHEUS.contains(word.group()) && !names.contains(word.group())) {
                missing.add(word.group());
            }
        }
        return missing;
    }

    private static Set<String> told(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("[{ ]", 2)[0])
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
