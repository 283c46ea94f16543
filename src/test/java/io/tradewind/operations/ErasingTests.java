package io.tradewind.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.engine.Acting;
import io.tradewind.intake.ImportJobs;
import io.tradewind.notification.Mail;
import io.tradewind.notification.Mails;
import io.tradewind.notification.Recipient;
import io.tradewind.support.MutableClock;
import io.tradewind.support.TradewindTest;
import io.tradewind.support.Web;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@TradewindTest
class ErasingTests {

    @Autowired
    private ErasingInBackground erasing;

    @Autowired
    private Mails mails;

    @Autowired
    private ImportJobs imports;

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private HistoryService history;

    @Autowired
    private ManagementService management;

    @Autowired
    private Acting acting;

    @Autowired
    private Web web;

    @Autowired
    private MutableClock clock;

    @Autowired
    private JdbcClient jdbc;

    private final String run = UUID.randomUUID().toString();

    @Test
    void anOldMailIsForgottenAndThatItWasWrittenIsNot() {
        write("old-" + run);
        write("new-" + run);
        age(
                "UPDATE mail SET created_at = :at, state = 'sent', written_to = 'old@example.com' WHERE cause = :key",
                "old-" + run,
                1100);

        erasing.eraseAll();

        assertThat(text(
                        "SELECT concat(subject, text, recipient, recipient_name, written_to, state) FROM mail WHERE cause = :key",
                        "old-" + run))
                .isEqualTo("(erased)sent");
        assertThat(text("SELECT text FROM mail WHERE cause = :key", "new-" + run))
                .contains(run);
    }

    @Test
    void rowsThatWereNotTakenGoAndTheirNumberStays() throws IOException {
        UUID job = imports.accept(
                "leads",
                "leads.csv",
                new ByteArrayInputStream("companyName,email\n,ann@acme.example\n".getBytes(StandardCharsets.UTF_8)),
                null,
                "support");
        imports.runWaiting();
        erasing.eraseAll();
        assertThat(imports.rejections(job, 10)).hasSize(1);

        age("UPDATE import_job SET finished_at = :at WHERE id = :key::uuid", job.toString(), 91);
        erasing.eraseAll();

        assertThat(imports.rejections(job, 10)).isEmpty();
        assertThat(imports.find(job, "support").orElseThrow().rejected()).isEqualTo(1);
    }

    @Test
    void thePeopleBehindALeadThatCameToNothingAreForgotten() {
        for (String state : List.of("disqualified", "qualified")) {
            jdbc.sql(
                            """
                            INSERT INTO lead (number, company_name, company_name_normalised, contact_name, email, region, source,
                                              received_on, state, created_by, content_hash, created_at, changed_at)
                            VALUES (:number, :number, :number, 'Ann', 'ann@acme.example', 'region-east', 'fair',
                                    '2020-01-01', :state, 'support', 'x', :at, :at)
                            """)
                    .param("number", state + run)
                    .param("state", state)
                    .param("at", Timestamp.from(clock.instant().minus(Duration.ofDays(731))))
                    .update();
        }

        erasing.eraseAll();

        String person =
                "SELECT concat_ws(' ', company_name, contact_name, email, region, source) FROM lead WHERE number = :key";
        assertThat(text(person, "disqualified" + run)).isEqualTo("(erased) region-east fair");
        assertThat(text(person, "qualified" + run)).contains("Ann", "ann@acme.example");
    }

    @Test
    void historyGoesWhenItsTimeIsOverAndFactsStay() throws IOException {
        String old = finished();
        String recent = finished();
        HistoricProcessInstance instance = instance(old);
        assertThat(Duration.between(
                                instance.getEndTime().toInstant(),
                                instance.getRemovalTime().toInstant())
                        .toDays())
                .isEqualTo(3650);
        long facts = count("kpi_fact");
        long register = count("contract_register");
        age("UPDATE engine.act_hi_procinst SET removal_time_ = :at WHERE root_proc_inst_id_ = :key", old, 1);

        acting.asSystem(() -> {
            history.cleanUpHistoryAsync(true);
            for (Job job : history.findHistoryCleanupJobs()) {
                management.executeJob(job.getId());
            }
        });

        assertThat(instance(old)).isNull();
        assertThat(instance(recent)).isNotNull();
        assertThat(count("kpi_fact")).isEqualTo(facts);
        assertThat(count("contract_register")).isEqualTo(register);
    }

    private String finished() {
        String id = web.program("support").newLead();
        acting.asSystem(() -> runtime.deleteProcessInstance(id, "over"));
        return id;
    }

    private @org.jspecify.annotations.Nullable HistoricProcessInstance instance(String id) {
        return acting.asSystem(() -> history.createHistoricProcessInstanceQuery().processInstanceId(id).list().stream()
                .findFirst()
                .orElse(null));
    }

    private void write(String cause) {
        mails.write(new Mail(
                cause,
                "task-reminder",
                Recipient.user("darcel-schlecht"),
                Map.of("task", cause, "reference", "L-1", "customer", "C", "due", "", "taskId", "1"),
                null,
                null));
    }

    private void age(String update, String key, int days) {
        jdbc.sql(update)
                .param("key", key)
                .param("at", Timestamp.from(clock.instant().minus(Duration.ofDays(days))))
                .update();
    }

    private String text(String select, String key) {
        return jdbc.sql(select).param("key", key).query(String.class).single();
    }

    private long count(String table) {
        return jdbc.sql("SELECT count(*) FROM " + table).query(Long.class).single();
    }
}
