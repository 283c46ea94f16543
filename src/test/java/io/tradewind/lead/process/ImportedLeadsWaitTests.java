package io.tradewind.lead.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.engine.Acting;
import io.tradewind.intake.ImportJobs;
import io.tradewind.support.TradewindTest;
import io.tradewind.support.Web;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.impl.Page;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.persistence.entity.AcquirableJobEntity;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Thousands of leads of a file do not keep a single person waiting: the steps after what people do come first. */
@TradewindTest
class ImportedLeadsWaitTests {

    private static final int ALL = 100_000;

    @Autowired
    private ImportJobs imports;

    @Autowired
    private Acting acting;

    @Autowired
    private ManagementService management;

    @Autowired
    private ProcessEngineConfigurationImpl engine;

    @Autowired
    private Web web;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void theStepsOfAnImportedLeadComeAfterThoseOfALeadEnteredLater() throws IOException {
        String imported = imported();
        String entered = web.program("support").newLead();

        assertThat(acquired().stream().filter(List.of(imported, entered)::contains))
                .containsExactly(entered, imported);
    }

    @Test
    void onceItHasBegunItIsLikeAnyOther() throws IOException {
        String imported = imported();
        assertThat(jobs(imported)).extracting(Job::getPriority).containsOnly(-10L);

        jobs(imported).forEach(job -> acting.asSystem(() -> management.executeJob(job.getId())));

        assertThat(jobs(imported)).isNotEmpty().extracting(Job::getPriority).containsOnly(0L);
    }

    private String imported() throws IOException {
        String key = UUID.randomUUID().toString();
        // two, so that they are written together
        String file = "companyName,externalId\nWaits " + key + "," + key + "\nToo " + key + "," + key + "-2\n";
        imports.accept(
                "leads", "f.csv", new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)), null, "marketing");
        imports.runWaiting();
        return jdbc.sql("SELECT process_instance_id FROM lead WHERE external_id = :key")
                .param("key", key)
                .query(String.class)
                .single();
    }

    /** The instances whose jobs the executor would take, in its order. */
    private List<String> acquired() {
        return engine.getCommandExecutorTxRequired()
                .execute(context -> context.getJobManager().findNextJobsToExecute(new Page(0, ALL)).stream()
                        .map(AcquirableJobEntity::getProcessInstanceId)
                        .toList());
    }

    private List<Job> jobs(String root) {
        return acting.asSystem(() -> management.createJobQuery().unlimitedList().stream()
                .filter(job -> root.equals(job.getRootProcessInstanceId()))
                .toList());
    }
}
