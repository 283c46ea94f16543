package io.tradewind.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.camunda.bpm.engine.history.HistoricVariableUpdate;
import org.camunda.bpm.engine.variable.value.TypedValue;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Whole journeys from the lead to the served customer, with thirteen tasks of people and an approval on the way.
 *
 * <p>{@code journey_ratio}: journeys per second of the application with everything it does (numbers, quotations, approval,
 * credit, contract as PDF, stock, invoice, payment, mails, facts, rights, checked forms), over those of the bare engine on
 * the same models in the same JVM and on the same PostgreSQL, of all rounds together. {@code stock_ratio}: over those of the
 * same application with the settings of the engine's starter, which takes part in every third round.
 *
 * <p>So that a run tells the same as the next:
 *
 * <ul>
 *   <li>A round ends when nothing is left of what its journeys set going: facts folded, audit trail bound ({@link
 *       Journeys.Engine#finish()}). That is the work of this arm, not of the next one's round.
 *   <li>Who begins changes from round to round.
 *   <li>After the warm-up the three databases are vacuumed, analysed and written out, and all connections made anew: what is
 *       prepared from then on is planned for tables that hold something, as after a start on a database in use. Until then
 *       it was the plans made for empty tables, for as long as autovacuum happened not to come.
 *   <li>Then PostgreSQL does nothing by its own clock (autovacuum, checkpoints): it would fall into anybody's round.
 * </ul>
 */
@Tag("bench")
class JourneyBenchTests {

    /** Of each arm, the first half before the databases are tidied up. */
    private static final int WARM_UP = Integer.getInteger("bench.journeys.warm-up", 96);

    private static final int ROUNDS = Integer.getInteger("bench.journeys.rounds", 12);
    private static final int STOCK_EVERY = 3;
    private static final int JOURNEYS = Integer.getInteger("bench.journeys", 24);

    private static final Map<String, String> BY_NO_CLOCK = Map.of(
            "autovacuum", "off",
            "checkpoint_timeout", "1h",
            "max_wal_size", "16GB",
            "shared_buffers", "512MB");

    private final Journeys journeys = new Journeys();

    @Test
    void besideTheBareEngineAndTheStockSettings() throws IOException {
        try (EmbeddedPostgres postgres = server();
                RunningApplication shipped = RunningApplication.shipped(database(postgres, "shipped"));
                RunningApplication stock = RunningApplication.stock(database(postgres, "stock"))) {
            journeys.run(shipped, 1);
            journeys.run(stock, 1);
            try (BareEngine bare = new BareEngine(database(postgres, "bare"), recorded(stock))) {
                journeys.run(bare, 1);
                assertThat(passed(bare.engine().getHistoryService()))
                        .as("the bare engine takes the same steps")
                        .isEqualTo(
                                shipped.asSystem(() -> passed(shipped.engine().getHistoryService())));
                List<Arm> arms = List.of(new Arm("bare", bare), new Arm("shipped", shipped), new Arm("stock", stock));
                warmUp(arms);
                arms.forEach(Arm::tidyUp);
                JdbcClient.create(postgres.getPostgresDatabase())
                        .sql("CHECKPOINT")
                        .update();
                warmUp(arms);
                for (int round = 0; round < ROUNDS; round++) {
                    List<Arm> turn = new ArrayList<>(arms.subList(0, round % STOCK_EVERY == 0 ? 3 : 2));
                    if (round % 2 == 1) {
                        Collections.reverse(turn);
                    }
                    turn.forEach(arm -> arm.measure(postgres));
                }
                arms.forEach(Arm::print);
                BenchFile.record(
                        "journey_ratio", arms.get(1).perSecond() / arms.get(0).perSecond());
                BenchFile.record(
                        "stock_ratio", arms.get(1).perSecond() / arms.get(2).perSecond());
            }
        }
    }

    /** In turn, so that none is compiled for itself alone. */
    private void warmUp(List<Arm> arms) {
        for (int done = 0; done < WARM_UP / 2; done += JOURNEYS) {
            arms.forEach(arm -> journeys.run(arm.engine, JOURNEYS));
        }
    }

    private static EmbeddedPostgres server() throws IOException {
        EmbeddedPostgres.Builder server = EmbeddedPostgres.builder().setServerConfig("max_connections", "200");
        BY_NO_CLOCK.forEach(server::setServerConfig);
        return server.start();
    }

    /** One of those compared, with what it took so far. */
    private final class Arm {

        private final String name;
        private final Journeys.Engine engine;
        private final List<Double> perSecond = new ArrayList<>();
        private Effort effort = Effort.NONE;

        Arm(String name, Journeys.Engine engine) {
            this.name = name;
            this.engine = engine;
        }

        void tidyUp() {
            JdbcClient.create(engine.dataSource()).sql("VACUUM ANALYZE").update();
            try {
                engine.dataSource()
                        .unwrap(HikariDataSource.class)
                        .getHikariPoolMXBean()
                        .softEvictConnections();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        void measure(EmbeddedPostgres postgres) {
            Effort before = Effort.untilNow(postgres.getPort());
            perSecond.add(journeys.run(engine, JOURNEYS));
            Effort took = Effort.untilNow(postgres.getPort()).since(before);
            effort = effort.plus(took);
            System.out.printf(
                    "%s: %.2f journeys per second, one journey %s%n",
                    name, perSecond.get(perSecond.size() - 1), took.each(JOURNEYS));
        }

        /** Of all rounds together. */
        double perSecond() {
            return perSecond.size()
                    / perSecond.stream().mapToDouble(each -> 1 / each).sum();
        }

        void print() {
            System.out.printf(
                    "one journey, %s: %s; %.2f per second%n",
                    name, effort.each(perSecond.size() * JOURNEYS), perSecond());
        }
    }

    private static String database(EmbeddedPostgres postgres, String name) {
        JdbcClient.create(postgres.getPostgresDatabase())
                .sql("CREATE DATABASE " + name)
                .update();
        return postgres.getJdbcUrl("postgres", name);
    }

    /** How often each step was completed; what begins by itself at its time is no part of a journey. */
    private static Map<String, Integer> passed(HistoryService history) {
        Set<String> journeys =
                history.createHistoricProcessInstanceQuery().processDefinitionKey(Journeys.PROCESS).list().stream()
                        .map(HistoricProcessInstance::getId)
                        .collect(Collectors.toSet());
        Map<String, Integer> passed = new TreeMap<>();
        for (HistoricActivityInstance step :
                history.createHistoricActivityInstanceQuery().finished().list()) {
            if (journeys.contains(step.getRootProcessInstanceId())) {
                passed.merge(step.getProcessDefinitionKey() + "." + step.getActivityId(), 1, Integer::sum);
            }
        }
        return passed;
    }

    /** From an application whose engine keeps every value that a variable had. */
    private static BareEngine.Recorded recorded(RunningApplication application) {
        return application.asSystem(() -> {
            HistoryService history = application.engine().getHistoryService();
            Map<String, List<Map<String, TypedValue>>> steps = new TreeMap<>();
            for (HistoricProcessInstance instance :
                    history.createHistoricProcessInstanceQuery().list()) {
                Map<String, String> activities = new LinkedHashMap<>();
                history.createHistoricActivityInstanceQuery()
                        .processInstanceId(instance.getId())
                        .orderPartiallyByOccurrence()
                        .asc()
                        .list()
                        .forEach(activity -> activities.put(activity.getId(), activity.getActivityId()));
                Map<String, Map<String, TypedValue>> set = new LinkedHashMap<>();
                activities.keySet().forEach(id -> set.put(id, new TreeMap<>()));
                history
                        .createHistoricDetailQuery()
                        .variableUpdates()
                        .processInstanceId(instance.getId())
                        .disableCustomObjectDeserialization()
                        .list()
                        .stream()
                        .map(HistoricVariableUpdate.class::cast)
                        .filter(update -> set.containsKey(update.getActivityInstanceId()))
                        .forEach(update -> set.get(update.getActivityInstanceId())
                                .put(update.getVariableName(), update.getTypedValue()));
                set.forEach((id, values) -> steps.computeIfAbsent(
                                instance.getProcessDefinitionKey() + "." + activities.get(id), key -> new ArrayList<>())
                        .add(values));
            }
            return new BareEngine.Recorded(steps);
        });
    }
}
