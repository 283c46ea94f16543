package io.tradewind.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.camunda.spin.plugin.variable.SpinValues;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A department that carries deals from the lead to the served customer as quickly as an engine lets it: a few people, each
 * of whom looks for open tasks of their customers and does them at once. What the engine does by itself, its job executor
 * does.
 */
final class Journeys {

    static final String PROCESS = "lead-to-after-sales";

    /** Each begins every eleventh journey: whom one person writes to, what is assigned to one, is not all there is. */
    private static final List<String> REPS = List.of(
            "darcel-schlecht",
            "anna-snelling",
            "cecily-lampkin",
            "gladys-colclough",
            "jonathan-berthelot",
            "lajuana-vencill",
            "marty-freudenburg",
            "mei-mei-johns",
            "moses-frase",
            "niesha-huffines",
            "versie-hillebrand");

    private static final int PEOPLE = 4;
    private static final int LETTERS = 14;
    private static final long LOOK_AGAIN = Duration.ofMillis(2).toNanos();
    private static final long LOOK_FOR_FAILURES = Duration.ofSeconds(1).toNanos();
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** A task as its people find it: its id, the process and the step it belongs to, and who has it ({@code ""}: nobody). */
    record Open(String id, String step, String assignee, String root) {}

    /** Where journeys run. */
    interface Engine {

        DataSource dataSource();

        /** @return the id of the root process instance */
        String start(String rep, Map<String, Object> lead);

        /** Does the task with these values under this name. */
        void perform(Open task, String userId, Map<String, Object> values);

        /** The invoice that the task {@code record-payment} is about. */
        String invoice(Open task);

        /** Does at once what journeys leave to be done within seconds, until nothing is left. */
        void finish();
    }

    private final Random letters = new SecureRandom();
    private final AtomicInteger begun = new AtomicInteger();

    /** Journeys per second, from the first lead until the last customer is served and nothing is left to be done. */
    double run(Engine engine, int journeys) {
        long beginning = System.nanoTime();
        ExecutorService people = Executors.newFixedThreadPool(PEOPLE);
        try {
            List<Future<?>> shifts = IntStream.range(0, PEOPLE)
                    .<Future<?>>mapToObj(person -> people.submit(
                            () -> carry(engine, journeys / PEOPLE + (person < journeys % PEOPLE ? 1 : 0))))
                    .toList();
            for (Future<?> shift : shifts) {
                shift.get();
            }
            engine.finish();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new AssertionError("Somebody cannot work", e.getCause());
        } finally {
            people.shutdownNow();
        }
        return journeys * 1e9 / (System.nanoTime() - beginning);
    }

    private void carry(Engine engine, int journeys) {
        JdbcClient jdbc = JdbcClient.create(engine.dataSource());
        Set<String> alive = ConcurrentHashMap.newKeySet();
        for (int i = 0; i < journeys; i++) {
            alive.add(engine.start(REPS.get(begun.getAndIncrement() % REPS.size()), lead()));
        }
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        long lookedForFailures = System.nanoTime();
        while (!alive.isEmpty()) {
            List<Open> open = open(jdbc, alive);
            open.forEach(task -> perform(engine, task));
            if (open.isEmpty()) {
                alive.retainAll(running(jdbc, alive));
                if (System.nanoTime() > lookedForFailures + LOOK_FOR_FAILURES) {
                    assertThat(failing(jdbc)).as("steps that fail").isEmpty();
                    lookedForFailures = System.nanoTime();
                }
                LockSupport.parkNanos(LOOK_AGAIN);
            }
            if (System.nanoTime() > deadline) {
                throw new AssertionError("These journeys stand still: " + alive + ", "
                        + jdbc.sql("SELECT act_id_, count(*)::text FROM act_ru_execution GROUP BY 1")
                                .query()
                                .listOfRows()
                        + jdbc.sql("SELECT incident_type_, incident_msg_ FROM act_ru_incident")
                                .query()
                                .listOfRows());
            }
        }
    }

    private static List<String> failing(JdbcClient jdbc) {
        return jdbc.sql(
                        """
                        SELECT act_id_ || ': ' || exception_msg_ FROM act_ru_job j JOIN act_ru_jobdef d ON d.id_ = j.job_def_id_
                         WHERE exception_msg_ IS NOT NULL AND retries_ < 2
                        """)
                .query(String.class)
                .list();
    }

    private static List<Open> open(JdbcClient jdbc, Set<String> roots) {
        return jdbc.sql(
                        """
                        SELECT t.id_, t.task_def_key_, coalesce(t.assignee_, ''), e.root_proc_inst_id_
                          FROM act_ru_task t JOIN act_ru_execution e ON e.id_ = t.proc_inst_id_
                         WHERE e.root_proc_inst_id_ IN (:roots)
                        """)
                .param("roots", roots)
                .query((row, n) -> new Open(row.getString(1), row.getString(2), row.getString(3), row.getString(4)))
                .list();
    }

    private static Set<String> running(JdbcClient jdbc, Set<String> roots) {
        return Set.copyOf(jdbc.sql("SELECT id_ FROM act_ru_execution WHERE id_ IN (:roots)")
                .param("roots", roots)
                .query(String.class)
                .list());
    }

    private Map<String, Object> lead() {
        return Map.of(
                // like no other, or somebody would have to look whether they are the same
                "companyName",
                letters.ints(LETTERS, 'a', 'z' + 1)
                        .mapToObj(Character::toString)
                        .collect(Collectors.joining()),
                "contactName",
                "Ada Keller",
                "region",
                "region-central",
                "source",
                "trade-fair",
                "product",
                "gtx-pro",
                "expectedValue",
                "9000",
                "currency",
                "USD");
    }

    private static void perform(Engine engine, Open task) {
        String today = LocalDate.now(ZoneOffset.UTC).toString();
        String rep = task.assignee().isEmpty() ? REPS.get(0) : task.assignee();
        switch (task.step()) {
            case "contact-lead" ->
                engine.perform(
                        task,
                        rep,
                        Map.of(
                                "reached",
                                "decision-maker",
                                "need",
                                "clear",
                                "budget",
                                "approved",
                                "timeFrame",
                                "quarter"));
            case "qualify-lead" -> engine.perform(task, rep, Map.of("qualification", "qualify"));
            case "clarify-needs" ->
                engine.perform(
                        task,
                        rep,
                        Map.of("nextStep", "quote", "needs", "Two units", "product", "gtx-pro", "quantity", 2));
            case "prepare-quotation" -> engine.perform(task, rep, quotation());
            case "decide-request" -> engine.perform(task, task.assignee(), Map.of("decision", "approve"));
            case "present-quotation" -> engine.perform(task, rep, Map.of("customerAnswer", "accepted"));
            case "check-contract" ->
                engine.perform(
                        task,
                        "support",
                        Map.of(
                                "startsOn", today,
                                "contractMonths", 12,
                                "noticeDays", 30,
                                "paymentDays", 30,
                                "deliveryAddress", "Pier 4, Lighthouse Bay"));
            case "sign-contract" ->
                engine.perform(
                        task, rep, Map.of("signature", "signed", "signedOn", today, "signedByCustomer", "Ada Keller"));
            case "pick-goods" -> engine.perform(task, "logistics", Map.of("pickAnswer", "packed"));
            case "ship-goods" ->
                engine.perform(
                        task,
                        "logistics",
                        Map.of(
                                "carrier",
                                "Fast Freight",
                                "trackingNumber",
                                "FF-1",
                                "shippedLines",
                                json("[{\"position\": 1, \"quantity\": 2}]")));
            case "confirm-delivery" ->
                engine.perform(task, "logistics", Map.of("receivedOn", today, "receivedBy", "Ada Keller"));
            case "record-payment" -> engine.perform(task, "finance", payment(engine.invoice(task), today, task));
            case "handover-call" ->
                engine.perform(task, rep, Map.of("handoverComplete", "yes", "contactName", "Ada Keller"));
            default -> throw new AssertionError("Nobody here knows what to do with " + task);
        }
    }

    private static Map<String, Object> quotation() {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        return Map.of(
                "quotationStep",
                "quote",
                "lines",
                json("[{\"product\": \"gtx-pro\", \"quantity\": 2, \"discount\": 12}]"),
                "paymentDays",
                30,
                "deliveryDate",
                today.plusDays(20).toString(),
                "validUntil",
                today.plusDays(40).toString());
    }

    private static Map<String, Object> payment(String invoice, String today, Open task) {
        Map<String, Object> payment = new HashMap<>();
        payment.put("whatHappened", "payment");
        payment.put("invoiceNumber", invoice);
        payment.put("paidAmount", "8484.96");
        payment.put("paidCurrency", "USD");
        payment.put("receivedOn", today);
        payment.put("bankReference", task.id());
        return payment;
    }

    /** As an HTML form sends a table of lines. */
    private static Object json(String text) {
        return SpinValues.jsonValue(text).create();
    }
}
