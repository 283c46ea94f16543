package io.tradewind.operations.web;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tradewind.engine.Acting;
import io.tradewind.support.EngineSteps;
import io.tradewind.support.TradewindTest;
import io.tradewind.support.Web;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.logging.logback.StructuredLogEncoder;
import org.springframework.jdbc.core.JdbcTemplate;

/** The fields of log lines, on the lines that tell of our statements: they come in requests, jobs and delegates alike. */
@TradewindTest
class LogLinesTests {

    private static final List<String> OF_A_STEP =
            List.of("processDefinitionKey", "processInstanceId", "activityId", "businessKey");

    @Autowired
    private Web web;

    @Autowired
    private EngineSteps steps;

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private Acting acting;

    @Autowired
    private JdbcTemplate jdbc;

    private final Logger statements = (Logger) LoggerFactory.getLogger(JdbcTemplate.class);
    private final Lines lines = new Lines();

    /** Keeps what a line says when it is written: later the thread does something else. */
    private static final class Lines extends AppenderBase<ILoggingEvent> {

        private final List<ILoggingEvent> all = new CopyOnWriteArrayList<>();

        @Override
        protected void append(ILoggingEvent line) {
            line.prepareForDeferredProcessing();
            all.add(line);
        }
    }

    @BeforeEach
    void listen() {
        statements.setLevel(Level.DEBUG);
        statements.setAdditive(false);
        lines.start();
        statements.addAppender(lines);
    }

    @AfterEach
    void stop() {
        statements.detachAppender(lines);
        statements.setAdditive(true);
        statements.setLevel(null);
    }

    @Test
    void aRequestsLinesSayWhoseItIsAndTheNextOnesNoMore() {
        Web.Client finance = web.browser("finance");
        for (int round = 0; round < 15; round++) {
            lines.all.clear();
            finance.get("/company/products");
            assertThat(saying("FROM product")).isNotEmpty().allSatisfy(line -> assertThat(line.getMDCPropertyMap())
                    .containsEntry("user", "finance")
                    .doesNotContainKeys(OF_A_STEP.toArray(String[]::new)));

            lines.all.clear();
            web.program("nobody-" + round, "wrong").get("/engine-rest/task");
            assertThat(saying("login_failure")).isNotEmpty().allSatisfy(line -> assertThat(line.getMDCPropertyMap())
                    .doesNotContainKey("user")
                    .doesNotContainKeys(OF_A_STEP.toArray(String[]::new)));
        }
    }

    @Test
    void aStepsLinesSayProcessStepAndDocumentAndWhatComesAfterItDoesNot() throws IOException {
        HttpResponse<String> answer = web.program("support")
                .post(
                        "/api/leads",
                        "{\"companyName\": \"Lines of Logs Ltd\"}",
                        "Idempotency-Key",
                        UUID.randomUUID().toString());
        String number =
                new ObjectMapper().readTree(answer.body()).get("leadNumber").asText();
        assertThat(saying("INSERT INTO lead")).isNotEmpty().allSatisfy(line -> assertThat(line.getMDCPropertyMap())
                .containsEntry("user", "support"));
        String journey = acting.asSystem(() -> runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(number)
                .processDefinitionKey("lead-to-after-sales")
                .singleResult()
                .getId());

        lines.all.clear();
        steps.runAllJobs(journey);
        List<ILoggingEvent> ofSteps = lines.all.stream()
                .filter(line -> line.getMDCPropertyMap().containsKey("activityId"))
                .toList();
        assertThat(ofSteps).isNotEmpty().allSatisfy(line -> assertThat(line.getMDCPropertyMap())
                .containsKeys(OF_A_STEP.toArray(String[]::new))
                .containsEntry("businessKey", number)
                .doesNotContainKey("user"));

        lines.all.clear();
        jdbc.queryForList("SELECT 'afterwards'");
        assertThat(saying("afterwards")).singleElement().satisfies(line -> assertThat(line.getMDCPropertyMap())
                .isEmpty());

        for (String format : List.of("ecs", "logstash")) {
            JsonNode json = asJson(ofSteps.get(0), format);
            assertThat(json.get("businessKey").asText()).isEqualTo(number);
            assertThat(json.get("processDefinitionKey").asText()).startsWith("lead-");
            assertThat(json.get("activityId").asText()).isNotEmpty();
        }
    }

    private JsonNode asJson(ILoggingEvent line, String format) throws IOException {
        StructuredLogEncoder encoder = new StructuredLogEncoder();
        encoder.setContext(statements.getLoggerContext());
        encoder.setFormat(format);
        encoder.start();
        return new ObjectMapper().readTree(encoder.encode(line));
    }

    private List<ILoggingEvent> saying(String words) {
        return lines.all.stream()
                .filter(line -> line.getFormattedMessage().contains(words))
                .toList();
    }
}
