package io.tradewind.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
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
 * the same models in the same JVM and on the same PostgreSQL. {@code stock_ratio}: over those of the same application with
 * the settings of the engine's starter. The three take turns; each ratio is the median over the rounds.
 */
@Tag("bench")
class JourneyBenchTests {

    private static final int WARM_UP = Integer.getInteger("bench.journeys.warm-up", 40);
    private static final int ROUNDS = Integer.getInteger("bench.journeys.rounds", 7);
    private static final int JOURNEYS = Integer.getInteger("bench.journeys", 24);

    private final Journeys journeys = new Journeys();

    @Test
    void besideTheBareEngineAndTheStockSettings() throws IOException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                        .setServerConfig("max_connections", "200")
                        .start();
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
                for (Journeys.Engine engine : List.of(shipped, stock, bare)) {
                    journeys.run(engine, WARM_UP);
                }
                Map<String, Effort> efforts = new TreeMap<>();
                List<Double> overBare = new ArrayList<>();
                List<Double> overStock = new ArrayList<>();
                for (int round = 0; round < ROUNDS; round++) {
                    double ofBare = measured("bare", bare, efforts, postgres);
                    double ofShipped = measured("shipped", shipped, efforts, postgres);
                    double ofStock = measured("stock", stock, efforts, postgres);
                    overBare.add(ofShipped / ofBare);
                    overStock.add(ofShipped / ofStock);
                    System.out.printf(
                            "journeys per second: bare %.2f, shipped %.2f, stock %.2f%n", ofBare, ofShipped, ofStock);
                }
                efforts.forEach((engine, effort) ->
                        System.out.println("one journey, " + engine + ": " + effort.each(ROUNDS * JOURNEYS)));
                BenchFile.record("journey_ratio", median(overBare));
                BenchFile.record("stock_ratio", median(overStock));
            }
        }
    }

    private double measured(
            String name, Journeys.Engine engine, Map<String, Effort> efforts, EmbeddedPostgres postgres) {
        Effort before = Effort.untilNow(postgres.getPort());
        double perSecond = journeys.run(engine, JOURNEYS);
        efforts.merge(name, Effort.untilNow(postgres.getPort()).since(before), Effort::plus);
        return perSecond;
    }

    private static double median(List<Double> numbers) {
        Collections.sort(numbers);
        return numbers.get(numbers.size() / 2);
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
