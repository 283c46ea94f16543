package io.tradewind.lead;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.calendar.WorkingTime;
import io.tradewind.customer.Customer;
import io.tradewind.customer.Customers;
import io.tradewind.customer.NewCustomer;
import io.tradewind.organization.People;
import io.tradewind.organization.Person;
import io.tradewind.support.EngineSteps;
import io.tradewind.support.MutableClock;
import io.tradewind.support.TradewindTest;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.RepositoryService;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@TradewindTest
class LeadAssignmentTests {

    @Autowired
    private LeadAssignments assignments;

    @Autowired
    private JdbcLeads leads;

    @Autowired
    private Qualification qualification;

    @Autowired
    private People people;

    @Autowired
    private Customers customers;

    @Autowired
    private WorkingTime workingTime;

    @Autowired
    private MutableClock clock;

    @Autowired
    private EngineSteps steps;

    @Autowired
    private RepositoryService repository;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private PlatformTransactionManager transactions;

    private List<String> west = List.of();

    /** On a working day: on a Saturday the next working day would be two ahead of Friday's. */
    @BeforeEach
    void itIsAWorkingDay() {
        nobodyHasAnythingAndEverybodyIsThere();
        clock.forward(Duration.between(clock.instant(), workingTime.plusDays(clock.instant(), 0)));
    }

    @AfterEach
    void nobodyHasAnythingAndEverybodyIsThere() {
        clock.reset();
        jdbc.sql("DELETE FROM absence").update();
        jdbc.sql("DELETE FROM lead_rotation").update();
        jdbc.sql("UPDATE lead SET state = 'disqualified' WHERE state IN ('new', 'assigned', 'contacted', 'nurturing')")
                .update();
        west = people.inRole("sales-rep").stream()
                .filter(rep -> "region-west".equals(rep.region()))
                .map(Person::userId)
                .toList();
    }

    @Test
    void everybodyOfTheTerritoryGetsOneBeforeAnybodyGetsTwo() {
        assertThat(assigned(west.size())).containsExactlyInAnyOrderElementsOf(west);
        assertThat(assigned(west.size())).containsExactlyInAnyOrderElementsOf(west);
    }

    @Test
    void tiesGoOnWhereTheyEndedAlthoughEverythingIsDone() {
        onlyPresent(west.get(0), west.get(1), west.get(2));
        assigned(2);
        jdbc.sql("UPDATE lead SET state = 'disqualified' WHERE state = 'assigned'")
                .update();

        assertThat(assigned(1)).containsExactly(west.get(2));
    }

    @Test
    void whoHasLeastToDoComesFirst() {
        onlyPresent(west.get(0), west.get(1));
        assigned(2);
        jdbc.sql("UPDATE lead SET state = 'disqualified' WHERE state = 'assigned' AND owner = :rep")
                .param("rep", west.get(1))
                .update();

        assertThat(assigned(2)).containsExactly(west.get(1), west.get(0));
    }

    @Test
    void theAbsentGetNothing() {
        onlyPresent(west.get(3));

        assertThat(assigned(3)).containsOnly(west.get(3));
    }

    @Test
    void whenAllAreAbsentNobodyGetsIt() {
        onlyPresent();

        assertThat(assignments.assign(lead("west").number())).isEmpty();
    }

    @Test
    void theDailyLimitHoldsUntilTheNextWorkingDay() {
        onlyPresent(west.get(0), west.get(1));

        assertThat(assigned(10)).hasSize(10);
        assertThat(assignments.assign(lead("west").number())).isEmpty();

        nextWorkingDay();
        assertThat(assigned(10)).hasSize(10);
        assertThat(assignments.assign(lead("west").number())).isEmpty();
    }

    @Test
    void theBacklogLimitHoldsHoweverManyDaysPass() {
        onlyPresent(west.get(0));
        for (int day = 0; day < 4; day++) {
            assigned(5);
            nextWorkingDay();
        }

        assertThat(assignments.assign(lead("west").number())).isEmpty();
        jdbc.sql("UPDATE lead SET state = 'nurturing' WHERE number = (SELECT min(number) FROM lead WHERE owner = :rep"
                        + " AND state = 'assigned')")
                .param("rep", west.get(0))
                .update();
        assertThat(assigned(1)).containsExactly(west.get(0));
    }

    @Test
    void limitsOfSingleRepsAndRegionsAreTheOwnersToSet() throws Exception {
        onlyPresent(west.get(0), west.get(1));
        String table = new ClassPathResource("bpmn/lead/lead-assignment-limits.dmn")
                .getContentAsString(java.nio.charset.StandardCharsets.UTF_8);
        String halfALeadADay =
                """
                      <rule id="part-time">
                        <inputEntry id="pt-1"><text>"%s"</text></inputEntry>
                        <inputEntry id="pt-2"><text>"region-west"</text></inputEntry>
                        <outputEntry id="pt-3"><text>20</text></outputEntry>
                        <outputEntry id="pt-4"><text>0.5</text></outputEntry>
                        <outputEntry id="pt-5"><text>10</text></outputEntry>
                      </rule>
                """
                        .formatted(west.get(0));
        String deployment = repository
                .createDeployment()
                .addString(
                        "lead-assignment-limits.dmn",
                        table.replaceFirst(
                                "(?=<rule )", java.util.regex.Matcher.quoteReplacement(halfALeadADay.strip())))
                .deploy()
                .getId();
        try {
            assertThat(assigned(4)).containsOnlyOnce(west.get(0));
            nextWorkingDay();
            assertThat(assigned(4)).doesNotContain(west.get(0));
            nextWorkingDay();
            assertThat(assigned(4)).containsOnlyOnce(west.get(0));
        } finally {
            repository.deleteDeployment(deployment, true);
        }
    }

    /** Leads of ten working days, one asked for every hour of them. */
    @ParameterizedTest
    @CsvSource({"5, 50", "1, 10", "1.5, 15", "0.5, 5", "0.3333, 4", "0.25, 3", "0.1, 1", "0, 0"})
    void fractionsOfALeadADayAddUp(BigDecimal perDay, int leads) {
        Rotation.Turn turn = new Rotation.Turn("somebody", 0, null, null);
        int given = 0;
        for (int day = 0; day < 10; day++) {
            LocalDate today = LocalDate.of(2026, 3, 2).plusDays(day);
            for (int hour = 0; hour < 9; hour++) {
                long since = turn.creditOn() == null
                        ? 0
                        : today.toEpochDay() - turn.creditOn().toEpochDay();
                Optional<Rotation.Turn> taken = turn.take(perDay, since, today);
                if (taken.isPresent()) {
                    turn = taken.get();
                    given++;
                }
            }
        }
        assertThat(given).isEqualTo(leads);
    }

    @Test
    void twoAtOnceShareFairly() throws Exception {
        onlyPresent(west.get(0), west.get(1), west.get(2));
        List<String> numbers =
                IntStream.range(0, 12).mapToObj(i -> lead("west").number()).toList();
        CyclicBarrier together = new CyclicBarrier(4);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        Map<String, Integer> perRep = new HashMap<>();
        try {
            for (int round = 0; round < 3; round++) {
                List<Future<Optional<Assignment>>> running = new ArrayList<>();
                for (String number : numbers.subList(round * 4, round * 4 + 4)) {
                    running.add(threads.submit(() -> {
                        together.await();
                        return assignments.assign(number);
                    }));
                }
                for (Future<Optional<Assignment>> one : running) {
                    perRep.merge(one.get().orElseThrow().rep(), 1, Integer::sum);
                }
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(perRep).hasSize(3).allSatisfy((rep, number) -> assertThat(number)
                .isEqualTo(4));
    }

    @Test
    void thatNobodyIsFreeIsSeenWithoutWaitingForWhoGivesLeadsAway() {
        onlyPresent(west.get(0), west.get(1));
        assigned(10);
        String number = lead("west").number();
        ExecutorService another = Executors.newSingleThreadExecutor();
        try {
            new TransactionTemplate(transactions).executeWithoutResult(status -> {
                jdbc.sql("SELECT rep FROM lead_rotation FOR UPDATE")
                        .query(String.class)
                        .list();
                assertThat(another.submit(() -> assignments.assign(number)))
                        .succeedsWithin(Duration.ofMinutes(1))
                        .isEqualTo(Optional.empty());
            });
        } finally {
            another.shutdownNow();
        }
    }

    @Test
    void aKnownCustomersLeadGoesToItsOwnerBeyondEveryLimit() {
        String owner = "moses-frase";
        Customer customer = customers.register(new NewCustomer(
                UUID.randomUUID().toString(), null, null, null, null, null, "region-central", owner, null, null));
        for (int i = 0; i < 25; i++) {
            Lead lead = lead("west");
            leads.linkCustomer(lead, customer.id());
            assertThat(assignments.assign(lead.number()).orElseThrow().rep()).isEqualTo(owner);
        }
    }

    @Test
    void anAbsentOwnersLeadGoesToTheTerritory() {
        String owner = "moses-frase";
        Customer customer = customers.register(new NewCustomer(
                UUID.randomUUID().toString(), null, null, null, null, null, "region-west", owner, null, null));
        away(owner);
        Lead lead = lead(null);
        leads.linkCustomer(lead, customer.id());

        assertThat(assignments.assign(lead.number()).orElseThrow().rep()).isIn(west);
    }

    @Test
    void aRepsOwnFindStaysEvenOverTheLimit() {
        onlyPresent(west.get(0));
        assigned(5);
        Lead own = leadBy(west.get(0), "west");

        assertThat(assignments.assign(own.number())).contains(new Assignment(west.get(0), "you brought it"));
    }

    @Test
    void aLeadLostToThePoolComesBackToNobodyBeforeItsTime() {
        onlyPresent(west.get(0));
        Lead lead = lead("west");
        assignments.assign(lead.number());
        qualification.returnToPool(lead.number());

        assertThat(assignments.assign(lead.number())).isEmpty();
        assertThat(assignments.choices(lead.number()))
                .extracting(Choice::value)
                .doesNotContain(west.get(0))
                .contains(west.get(1));
        for (int day = 0; day < 9; day++) {
            nextWorkingDay();
        }
        assertThat(assignments.assign(lead.number())).isEmpty();
        nextWorkingDay();
        assertThat(assignments.assign(lead.number()).orElseThrow().rep()).isEqualTo(west.get(0));
    }

    @Test
    void aLeadWithoutRegionGoesToAnybodyOfTheCompany() {
        List<String> reps = IntStream.range(0, 35)
                .mapToObj(i ->
                        assignments.assign(lead(null).number()).orElseThrow().rep())
                .toList();

        assertThat(reps)
                .containsExactlyInAnyOrderElementsOf(
                        people.inRole("sales-rep").stream().map(Person::userId).toList());
    }

    private List<String> assigned(int number) {
        return IntStream.range(0, number)
                .mapToObj(i ->
                        assignments.assign(lead("west").number()).orElseThrow().rep())
                .toList();
    }

    private Lead lead(@Nullable String region) {
        return leadBy("support", region);
    }

    private Lead leadBy(String user, @Nullable String region) {
        List<Lead> received = new ArrayList<>();
        NewLead lead = new NewLead(
                UUID.randomUUID().toString(),
                null,
                null,
                null,
                null,
                region,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
        steps.as(user, () -> received.add(leads.receive(lead)));
        return received.get(0);
    }

    private void onlyPresent(String... reps) {
        west.stream().filter(rep -> !Arrays.asList(reps).contains(rep)).forEach(this::away);
    }

    private void away(String rep) {
        jdbc.sql("INSERT INTO absence (user_id, from_day, to_day) VALUES (:rep, :day, :until)")
                .param("rep", rep)
                .param("day", workingTime.today())
                .param("until", workingTime.today().plusDays(60))
                .update();
    }

    private void nextWorkingDay() {
        clock.forward(Duration.between(clock.instant(), workingTime.plusDays(clock.instant(), 1)));
    }
}
