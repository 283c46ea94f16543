package io.tradewind.engine.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.engine.Acting;
import io.tradewind.support.EngineSteps;
import io.tradewind.support.MutableClock;
import io.tradewind.support.TradewindTest;
import io.tradewind.support.Web;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.batch.Batch;
import org.camunda.bpm.engine.history.SetRemovalTimeToHistoricProcessInstancesBuilder;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@TradewindTest
class RemovalDayTests {

    private static final int RUNS = 10;

    private static final List<String> INSTANCE_TABLES = List.of(
            "act_hi_procinst",
            "act_hi_actinst",
            "act_hi_taskinst",
            "act_hi_varinst",
            "act_hi_detail",
            "act_hi_decinst");

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private HistoryService history;

    @Autowired
    private ManagementService management;

    @Autowired
    private Acting acting;

    @Autowired
    private EngineSteps steps;

    @Autowired
    private Web web;

    @Autowired
    private MutableClock clock;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void fromTheEndItStandsWithTheInstancesOnly() {
        String root = started();
        assertThat(withADay(root)).isEmpty();

        end(root);

        assertThat(rows(root)).containsKeys("act_hi_actinst", "act_hi_taskinst", "act_hi_varinst");
        assertThat(withADay(root).keySet()).containsExactly("act_hi_procinst");
        assertThat(withADay(root)).containsEntry("act_hi_procinst", rows(root).get("act_hi_procinst"));
        assertThat(rows(root).get("act_hi_procinst")).as("with what it called").isGreaterThan(1);
    }

    @Test
    void whenItHasComeEveryRowGoesAndBeforeNone() {
        String old = ended();
        String recent = ended();
        String running = started();
        Map<String, Long> ofRecent = rows(recent);
        Map<String, Long> ofRunning = rows(running);
        assertThat(rows(old).keySet()).containsAll(ofRunning.keySet());
        age("act_hi_procinst", old, -1);
        age("act_hi_procinst", recent, 1);

        removeWhatIsDue();

        assertThat(rows(old)).isEmpty();
        assertThat(rows(recent)).isEqualTo(ofRecent);
        assertThat(rows(running)).isEqualTo(ofRunning);
    }

    /** As the rows are of whatever ended before a day stood with its instances only. */
    @Test
    void rowsThatHaveTheDayEverywhereGoAsWell() {
        String old = ended();
        String recent = ended();
        Map<String, Long> ofRecent = rows(recent);
        rows(old).keySet().forEach(table -> age(table, old, -1));
        rows(recent).keySet().forEach(table -> age(table, recent, 1));

        removeWhatIsDue();

        assertThat(rows(old)).isEmpty();
        assertThat(rows(recent)).isEqualTo(ofRecent);
    }

    @Test
    void whatItCalledGoesWhenTheInstanceItselfIsGoneAlready() {
        String old = ended();
        acting.asSystem(() -> history.deleteHistoricProcessInstance(old));
        assertThat(ofCalled(old)).isNotEmpty();
        age("act_hi_procinst", old, -1);

        removeWhatIsDue();

        assertThat(ofCalled(old)).isEmpty();
    }

    @Test
    void aLaterDayOfTheRootKeepsItWhenWhatItCalledGoes() {
        String kept = ended();
        Date late = Date.from(Instant.parse("2099-01-01T00:00:00Z"));
        run(history.setRemovalTimeToHistoricProcessInstances().absoluteRemovalTime(late), kept);

        staysWhenWhatItCalledGoes(kept);

        assertThat(jdbc.sql("SELECT DISTINCT removal_time_ FROM engine.act_hi_actinst WHERE proc_inst_id_ = :root")
                        .param("root", kept)
                        .query(Timestamp.class)
                        .list())
                .extracting(Timestamp::getTime)
                .containsExactly(late.getTime());
    }

    @Test
    void aRootThatStaysForEverIsKeptWhenWhatItCalledGoes() {
        String kept = ended();
        run(history.setRemovalTimeToHistoricProcessInstances().clearedRemovalTime(), kept);

        staysWhenWhatItCalledGoes(kept);
    }

    @Test
    void whatItCalledIsKeptWhenTheRootGoes() {
        String old = ended();
        Map<String, Long> before = ofCalled(old);
        jdbc.sql("UPDATE engine.act_hi_procinst SET removal_time_ = :day WHERE id_ = :root")
                .param("root", old)
                .param("day", Timestamp.from(clock.instant().minus(Duration.ofDays(1))))
                .update();

        removeWhatIsDue();

        assertThat(ofCalled(old)).isEqualTo(before);
        assertThat(ofItself(old)).isEmpty();
    }

    private void staysWhenWhatItCalledGoes(String root) {
        Map<String, Long> before = ofItself(root);
        assertThat(before).containsKeys("act_hi_procinst", "act_hi_actinst", "act_hi_varinst");
        assertThat(ofCalled(root)).isNotEmpty();
        jdbc.sql(
                        "UPDATE engine.act_hi_procinst SET removal_time_ = :day WHERE root_proc_inst_id_ = :root AND id_ <> :root")
                .param("root", root)
                .param("day", Timestamp.from(clock.instant().minus(Duration.ofDays(1))))
                .update();

        removeWhatIsDue();

        assertThat(ofItself(root)).isEqualTo(before);
        assertThat(ofCalled(root)).isEmpty();
    }

    private void run(SetRemovalTimeToHistoricProcessInstancesBuilder day, String root) {
        Batch batch = acting.asSystem(() -> day.byIds(root).executeAsync());
        steps.runBatch(batch.getId());
    }

    private Map<String, Long> ofItself(String root) {
        return counted(INSTANCE_TABLES, root, "proc_inst_id_ = :root");
    }

    private Map<String, Long> ofCalled(String root) {
        return counted(INSTANCE_TABLES, root, "proc_inst_id_ <> :root");
    }

    @Test
    void moreThanOneTransactionTakesLeavesNothingBehind() {
        String old = ended();
        for (String table : List.of("act_hi_procinst", "act_hi_actinst")) {
            copy(table, old, RemovalDay.AT_ONCE);
        }
        age("act_hi_procinst", old, -1);

        removeWhatIsDue();

        assertThat(jdbc.sql("SELECT count(*) FROM engine.act_hi_actinst WHERE root_proc_inst_id_ LIKE :root || '%'")
                        .param("root", old)
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(rows(old)).isEmpty();
    }

    @Test
    void aDayGivenWhileItRanIsReplacedEverywhereAtTheEnd() {
        String root = started();
        Date soon = Date.from(clock.instant().plus(Duration.ofDays(1)));
        Batch batch = acting.asSystem(() -> history.setRemovalTimeToHistoricProcessInstances()
                .absoluteRemovalTime(soon)
                .byIds(root)
                .executeAsync());
        steps.runBatch(batch.getId());
        assertThat(withADay(root)).containsKey("act_hi_actinst");

        end(root);

        jdbc.sql("SELECT removal_time_ FROM engine.act_hi_actinst WHERE root_proc_inst_id_ = :root")
                .param("root", root)
                .query(Timestamp.class)
                .list()
                .forEach(day -> assertThat(day.toInstant()).isAfter(soon.toInstant()));
        assertThat(withADay(root)).isEqualTo(rows(root));
    }

    private String started() {
        String id = web.program("support").newLead();
        steps.runAllJobs(id);
        return id;
    }

    private String ended() {
        String id = started();
        end(id);
        return id;
    }

    private void end(String root) {
        acting.asSystem(() -> runtime.deleteProcessInstance(root, "over"));
    }

    /** As often as the engine would come again. */
    private void removeWhatIsDue() {
        acting.asSystem(() -> {
            for (int i = 0; i < RUNS; i++) {
                history.cleanUpHistoryAsync(true);
                history.findHistoryCleanupJobs().stream().map(Job::getId).forEach(management::executeJob);
            }
        });
    }

    private Map<String, Long> rows(String root) {
        return counted(root, "true");
    }

    private Map<String, Long> withADay(String root) {
        return counted(root, "removal_time_ IS NOT NULL");
    }

    /** Rows by table; tables without any are left out. */
    private Map<String, Long> counted(String root, String which) {
        return counted(tables(), root, which);
    }

    private Map<String, Long> counted(List<String> tables, String root, String which) {
        Map<String, Long> counted = new TreeMap<>();
        for (String table : tables) {
            long n = jdbc.sql("SELECT count(*) FROM engine." + table + " WHERE root_proc_inst_id_ = :root AND " + which)
                    .param("root", root)
                    .query(Long.class)
                    .single();
            if (n > 0) {
                counted.put(table, n);
            }
        }
        return counted;
    }

    private List<String> tables() {
        return jdbc.sql(
                        """
                        SELECT r.table_name FROM information_schema.columns r
                          JOIN information_schema.columns d USING (table_schema, table_name)
                         WHERE table_schema = 'engine' AND r.column_name = 'root_proc_inst_id_' AND d.column_name = 'removal_time_'
                           AND table_name NOT LIKE 'act_ru_%'
                        """)
                .query(String.class)
                .list();
    }

    private void age(String table, String root, int days) {
        Instant day = clock.instant().plus(Duration.ofDays(days));
        jdbc.sql("UPDATE engine." + table + " SET removal_time_ = :day WHERE root_proc_inst_id_ LIKE :root || '%'")
                .param("root", root)
                .param("day", Timestamp.from(day))
                .update();
    }

    /** Each copy is an instance of its own with one step. */
    private void copy(String table, String root, int times) {
        jdbc.sql(
                        """
                        INSERT INTO engine.%1$s
                        SELECT (jsonb_populate_record(NULL::engine.%1$s, to_jsonb(r) || jsonb_build_object('id_', r.id_ || '-' || n,
                                'proc_inst_id_', r.proc_inst_id_ || '-' || n,
                                'root_proc_inst_id_', r.root_proc_inst_id_ || '-' || n))).*
                          FROM (SELECT * FROM engine.%1$s WHERE proc_inst_id_ = :root LIMIT 1) r, generate_series(1, :n) n
                        """
                                .formatted(table))
                .param("root", root)
                .param("n", times)
                .update();
    }
}
