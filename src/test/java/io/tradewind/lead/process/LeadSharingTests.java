package io.tradewind.lead.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.calendar.WorkingTime;
import io.tradewind.engine.Processes;
import io.tradewind.engine.Refused;
import io.tradewind.intake.ImportJob;
import io.tradewind.intake.ImportJobs;
import io.tradewind.lead.Lead;
import io.tradewind.lead.LeadSharing;
import io.tradewind.lead.Leads;
import io.tradewind.lead.NewLead;
import io.tradewind.organization.People;
import io.tradewind.organization.Person;
import io.tradewind.support.EngineSteps;
import io.tradewind.support.TradewindTest;
import io.tradewind.support.Web;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.history.HistoricTaskInstance;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@TradewindTest
class LeadSharingTests {

    private static final String MANAGER = "melvin-marxen";
    private static final String ANOTHER_MANAGER = "cara-losch";
    private static final int MORE_THAN_ONE_PORTION = 30;

    @Autowired
    private LeadSharing sharing;

    @Autowired
    private ImportJobs imports;

    @Autowired
    private Leads leads;

    @Autowired
    private Processes processes;

    @Autowired
    private People people;

    @Autowired
    private WorkingTime workingTime;

    @Autowired
    private EngineSteps steps;

    @Autowired
    private TaskService tasks;

    @Autowired
    private HistoryService history;

    @Autowired
    private Web web;

    @Autowired
    private JdbcClient jdbc;

    private final Map<String, String> instances = new LinkedHashMap<>();
    private List<String> east = List.of();

    @BeforeEach
    void everybodyOfEastIsAway() {
        everybodyIsFreeAndPresent();
        east = people.inRole("sales-rep").stream()
                .filter(rep -> "region-east".equals(rep.region()))
                .map(Person::userId)
                .toList();
        east.forEach(this::isAway);
    }

    @AfterEach
    void everybodyIsFreeAndPresent() {
        jdbc.sql("DELETE FROM absence").update();
        jdbc.sql("DELETE FROM lead_rotation").update();
        jdbc.sql("UPDATE lead SET state = 'disqualified' WHERE state IN ('new', 'assigned', 'contacted', 'nurturing')")
                .update();
    }

    @Test
    void aManagerGivesOutManyLeadsInOneGoAndSeesWhatBecameOfThem() {
        List<String> waiting = waiting(MORE_THAN_ONE_PORTION);
        Web.Client manager = web.browser(MANAGER);
        String page = manager.get("/leads").body();
        assertThat(page).contains("East: ", waiting.get(0));

        HttpResponse<String> sent = manager.send(
                "POST",
                "/leads",
                "application/x-www-form-urlencoded",
                "region=region-east&rep=%s&rep=%s&_csrf=%s".formatted(east.get(0), east.get(1), Web.hiddenToken(page)));
        assertThat(sent.statusCode()).isEqualTo(302);
        assertThat(manager.get("/leads").body()).contains("at this moment");
        imports.runWaiting();

        String report = sent.headers().firstValue("Location").orElseThrow().replaceFirst("^https?://[^/]+", "");
        assertThat(manager.get(report).body()).contains("Done.", "untaken leads");
        assertThat(waiting).allSatisfy(number -> {
            assertThat(timesGiven(number)).isEqualTo(1);
            assertThat(steps.task(instances.get(number), "contact-lead").getAssignee())
                    .isEqualTo(leads.get(number).owner());
            assertThat(whoChose(number)).isEqualTo(MANAGER);
        });
        assertThat(waiting.stream()
                        .filter(number -> east.get(0).equals(leads.get(number).owner())))
                .hasSizeBetween(MORE_THAN_ONE_PORTION / 3, 2 * MORE_THAN_ONE_PORTION / 3);
        assertThat(manager.get("/leads").body()).doesNotContain(waiting.get(0));
    }

    @Test
    void aNodeThatDiesInTheMiddleLeavesEachLeadGivenOnceOrNotAtAll() {
        List<String> waiting = waiting(MORE_THAN_ONE_PORTION);
        UUID id = sharing.shareOut("region-east", Integer.MAX_VALUE, Set.of(east.get(0)), MANAGER);

        dyingAt(waiting.get(waiting.size() - 1), imports::runWaiting);
        long before = waiting.stream().filter(number -> timesGiven(number) > 0).count();
        assertThat(before).isPositive().isLessThan(waiting.size());
        jdbc.sql("UPDATE import_job SET leased_until = created_at WHERE id = :id")
                .param("id", id)
                .update();
        imports.runWaiting();

        assertThat(waiting).allSatisfy(number -> assertThat(timesGiven(number)).isEqualTo(1));
        ImportJob job = imports.find(id, MANAGER).orElseThrow();
        assertThat(job.state()).isEqualTo("done");
        assertThat(job.rejected()).isZero();
        assertThat(job.done()).isEqualTo(job.total());
    }

    @Test
    void whatCannotBeGivenStaysAndSaysWhy() throws IOException {
        List<String> waiting = waiting(4);
        steps.as(
                ANOTHER_MANAGER,
                () -> tasks.claim(
                        steps.task(instances.get(waiting.get(1)), "assign-lead").getId(), ANOTHER_MANAGER));
        steps.complete(instances.get(waiting.get(2)), "assign-lead", ANOTHER_MANAGER, Map.of("chosenRep", east.get(2)));

        String file = "leadNumber,rep\n%s,%s\n%s,%s\n%s,%s\n%s,%s\nL-1999-000001,%s\n"
                .formatted(
                        waiting.get(0),
                        east.get(0),
                        waiting.get(1),
                        east.get(0),
                        waiting.get(2),
                        east.get(0),
                        waiting.get(3),
                        "director",
                        east.get(0));
        UUID id = imports.accept(
                "assignments", "f.csv", new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)), null, MANAGER);
        imports.runWaiting();

        assertThat(imports.find(id, MANAGER).orElseThrow().done()).isEqualTo(1);
        assertThat(leads.get(waiting.get(0)).owner()).isEqualTo(east.get(0));
        assertThat(leads.get(waiting.get(2)).owner()).isEqualTo(east.get(2));
        assertThat(imports.rejections(id, 10))
                .extracting(ImportJobs.Rejection::reason)
                .satisfiesExactly(
                        claimed -> assertThat(claimed).contains("on the desk of '" + ANOTHER_MANAGER + "'"),
                        given -> assertThat(given).startsWith("No rep has to be chosen for lead " + waiting.get(2)),
                        noRep -> assertThat(noRep).contains("one of the choices offered"),
                        unknown -> assertThat(unknown).startsWith("No rep has to be chosen for lead L-1999-000001"));
        steps.task(instances.get(waiting.get(1)), "assign-lead");
        steps.task(instances.get(waiting.get(3)), "assign-lead");
    }

    @Test
    void whoLetALeadGoDoesNotGetItWhileThereIsSomebodyElse() {
        jdbc.sql("DELETE FROM absence WHERE user_id = :rep")
                .param("rep", east.get(0))
                .update();
        String number = waiting(1, "contact-lead").get(0);
        steps.fireTimer(instances.get(number), "no-follow-up");
        steps.task(instances.get(number), "assign-lead");

        sharing.shareOut("region-east", Integer.MAX_VALUE, Set.of(east.get(0), east.get(1)), MANAGER);
        imports.runWaiting();

        assertThat(leads.get(number).owner()).isEqualTo(east.get(1));
    }

    @Test
    void withoutRepsTickedThoseGetThemWhoAreHere() {
        String number = waiting(1).get(0);

        sharing.shareOut("region-east", Integer.MAX_VALUE, Set.of(), MANAGER);
        imports.runWaiting();

        assertThat(leads.get(number).owner()).isNotNull().isNotIn(east);
    }

    @Test
    void whatCannotBeSharedOutIsRefusedInWords() {
        waiting(1);

        assertThatThrownBy(() -> sharing.shareOut("region-nowhere", 5, Set.of(), MANAGER))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("No lead waits there");
        assertThatThrownBy(() -> sharing.shareOut("", 5, Set.of(east.get(0), "director"), MANAGER))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("choose among the sales reps");
        sharing.shareOut("region-east", 1, Set.of(), MANAGER);
        assertThatThrownBy(() -> sharing.shareOut("", 5, Set.of(), MANAGER))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("already");
        imports.runWaiting();
        assertThat(web.browser("darcel-schlecht").get("/leads").statusCode()).isEqualTo(403);
    }

    private List<String> waiting(int count) {
        return waiting(count, "assign-lead");
    }

    /** Numbers of new leads of the east, each of which waits at this task. */
    private List<String> waiting(int count, String task) {
        List<String> numbers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            NewLead lead = new NewLead(
                    UUID.randomUUID().toString(),
                    null,
                    null,
                    null,
                    null,
                    "east",
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null);
            steps.as("support", () -> numbers.add(leads.receive(lead).number()));
            String number = numbers.get(i);
            instances.put(
                    number,
                    processes.start(
                            "lead-qualification",
                            number,
                            Map.ofEntries(LeadQualificationVariables.LEAD_NUMBER.of(number))));
            steps.task(instances.get(number), task);
        }
        return numbers;
    }

    private void isAway(String rep) {
        jdbc.sql("INSERT INTO absence (user_id, from_day, to_day) VALUES (:rep, :day, :day)")
                .param("rep", rep)
                .param("day", workingTime.today())
                .update();
    }

    private long timesGiven(String number) {
        return jdbc.sql("SELECT count(*) FROM lead_assignment WHERE lead_id = :id")
                .param("id", leads.get(number).id())
                .query(Long.class)
                .single();
    }

    private String whoChose(String number) {
        List<HistoricTaskInstance> done = history.createHistoricTaskInstanceQuery()
                .processInstanceId(instances.get(number))
                .taskDefinitionKey("assign-lead")
                .list();
        assertThat(done).hasSize(1);
        return done.get(0).getAssignee();
    }

    /** The work of the portion with this lead is done, then its transaction is gone and its lease nobody's. */
    private void dyingAt(String number, Runnable work) {
        Lead lead = leads.get(number);
        jdbc.sql(
                        """
                        CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS $$
                        BEGIN
                          UPDATE import_job SET lease = NULL WHERE state = 'running';
                          RETURN NEW;
                        END $$
                        """)
                .update();
        jdbc.sql(
                        "CREATE TRIGGER die AFTER INSERT ON lead_assignment FOR EACH ROW WHEN (NEW.lead_id = %d) EXECUTE FUNCTION die()"
                                .formatted(lead.id()))
                .update();
        try {
            work.run();
        } finally {
            jdbc.sql("DROP TRIGGER die ON lead_assignment").update();
            jdbc.sql("DROP FUNCTION die()").update();
        }
    }
}
