package io.tradewind.fault;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.icegreen.greenmail.util.GreenMail;
import io.tradewind.support.Web;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The people at work while everything breaks: each does the open tasks of the journeys at whichever node answers, and who
 * got no answer looks whether it was done and else does it again. The carrier and the customers belong to them.
 */
final class Department {

    static final String REP = "darcel-schlecht";

    /** Where it is noon now, so that no clock that is some hours off is on another day. */
    static final String ZONE = zone(12 - Instant.now().atZone(ZoneOffset.UTC).getHour());

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_REFUSALS = 30;
    private static final int LEAST_ERROR = 400;
    private static final int LEAST_FAILURE = 500;
    private static final int MOST_SHOWN = 160;
    private static final Pattern SURVEY = Pattern.compile("/survey/[A-Za-z0-9_-]{20,}");

    private static final String OPEN_TASKS =
            """
            SELECT t.id_, t.task_def_key_, coalesce(t.assignee_, ''), e.root_proc_inst_id_, t.proc_inst_id_
              FROM act_ru_task t JOIN act_ru_execution e ON e.id_ = t.proc_inst_id_
            """;

    /** One customer's story. */
    record Journey(int number, String company, boolean lost, boolean discounted, boolean carrierReports, int score) {

        private static final int LETTERS = 14;

        /** Every fourth deal is lost, every second one needs an approval, every second delivery is the carrier's word. */
        static Journey of(int number, Random random) {
            return new Journey(
                    number,
                    // like no other, or somebody would have to look whether they are the same
                    random.ints(LETTERS, 'a', 'z' + 1)
                            .mapToObj(Character::toString)
                            .collect(Collectors.joining()),
                    number % 4 == 2,
                    number % 2 == 1,
                    number % 2 == 1,
                    number % 4 == 3 ? 2 : 9);
        }

        String address() {
            return "ada@" + company + ".example";
        }

        /** What people and partners have to do in it. */
        int steps() {
            return lost ? 7 : discounted ? 14 : 13;
        }
    }

    private record Open(String id, String key, String assignee, String root, String instance) {}

    private final List<ApplicationNode> nodes;
    private final CrashingDatabase database;
    private final GreenMail letters;
    private final Random random;
    private final Map<String, Journey> journeys = new ConcurrentHashMap<>();
    private final Set<String> inHand = ConcurrentHashMap.newKeySet();
    private final Set<String> finished = ConcurrentHashMap.newKeySet();
    private final Set<String> answeredLinks = ConcurrentHashMap.newKeySet();
    private final AtomicInteger done = new AtomicInteger();
    private final AtomicInteger unanswered = new AtomicInteger();
    private final Map<String, AtomicInteger> refusals = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> carrierSaid = new ConcurrentHashMap<>();
    private final Map<Integer, String> leftOpen = new ConcurrentHashMap<>();
    private final Set<Integer> waiting = ConcurrentHashMap.newKeySet();
    private volatile Duration ago = Duration.ZERO;
    private final Map<String, AtomicInteger> failed = new ConcurrentSkipListMap<>();
    private final ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();

    Department(List<ApplicationNode> nodes, CrashingDatabase database, GreenMail letters, long seed) {
        this.nodes = nodes;
        this.database = database;
        this.letters = letters;
        this.random = new Random(seed);
    }

    /** They tell of what was so long ago: a node whose clock is behind takes nothing from its own future. */
    void tellOf(Duration soLongAgo) {
        ago = soLongAgo;
    }

    /** Nobody does this step in that journey until they are told to. */
    void leaveOpen(int journey, String step) {
        leftOpen.put(journey, step);
    }

    /** What was left open in that journey is done. */
    void takeUp(int journey) {
        leftOpen.remove(journey);
    }

    /** How many journeys have come to the step that is left open. */
    int waiting() {
        return waiting.size();
    }

    /** How much was done so far. */
    int done() {
        return done.get();
    }

    /** Requests that got no answer, or that of a node without a database. */
    int unanswered() {
        return unanswered.get();
    }

    /** What nodes said that could not do what they were asked, and how often. */
    Map<String, AtomicInteger> failed() {
        return failed;
    }

    private void note(HttpResponse<String> answer) {
        if (answer.statusCode() >= LEAST_FAILURE) {
            String body = answer.body().strip().replaceAll("\\s+", " ");
            failed.computeIfAbsent(
                            answer.statusCode() + " " + body.substring(0, Math.min(MOST_SHOWN, body.length())),
                            first -> new AtomicInteger())
                    .incrementAndGet();
        }
    }

    /** What came of the carrier's reports. */
    Map<String, AtomicInteger> carrierSaid() {
        return carrierSaid;
    }

    /** Throws what went wrong with somebody's work. */
    void complain() {
        Throwable failure = failures.peek();
        if (failure != null) {
            throw new AssertionError("Somebody cannot work", failure);
        }
    }

    /** Enters the lead, again and again under the same key until somebody says that it is in. */
    String enter(Journey journey, String key) {
        String lead = json(Map.of(
                "companyName",
                journey.company(),
                "contactName",
                "Ada Keller",
                "email",
                journey.address(),
                "region",
                "central",
                "source",
                "trade-fair",
                "product",
                "GTX Pro",
                "expectedValue",
                9000,
                "currency",
                "USD"));
        String answer = persistently(
                () -> node().program(REP).post("/api/leads", lead, "Idempotency-Key", key), "entering " + journey);
        String root = tree(answer).path("processInstanceId").asText();
        journeys.put(root, journey);
        return root;
    }

    /** A file of deals for the journey's reps. */
    void importDeals(String csv) {
        persistently(
                () -> node().program("support")
                        .send(
                                "POST",
                                "/api/deals/import",
                                "multipart/form-data; boundary=cut",
                                "--cut\r\nContent-Disposition: form-data; name=\"file\"; filename=\"deals.csv\"\r\n"
                                        + "Content-Type: text/csv\r\n\r\n" + csv + "\r\n--cut--\r\n"),
                "importing deals");
    }

    /** Looks around once and does what is open. */
    void work() {
        try {
            for (List<String> row : database.rows(OPEN_TASKS)) {
                Open task = new Open(row.get(0), row.get(1), row.get(2), row.get(3), row.get(4));
                Journey journey = journeys.get(task.root());
                if (journey != null && task.key().equals(leftOpen.get(journey.number()))) {
                    waiting.add(journey.number());
                } else if (journey != null && !finished.contains(task.id()) && inHand.add(task.id())) {
                    try {
                        if (isOpen(task) && perform(task, journey)) {
                            finished.add(task.id());
                            done.incrementAndGet();
                        }
                    } finally {
                        inHand.remove(task.id());
                    }
                }
            }
            readLetters();
        } catch (CrashingDatabase.NotThere | UncheckedIOException nobodyThere) {
            unanswered.incrementAndGet();
        } catch (RuntimeException | AssertionError e) {
            failures.add(e);
        }
    }

    /** @param ahead hours before Greenwich; the names of these zones count the other way */
    private static String zone(int ahead) {
        return "Etc/GMT" + (ahead > 0 ? "-" : "+") + Math.abs(ahead);
    }

    /** Somebody else may have done it since we looked around. */
    private boolean isOpen(Open task) {
        return database.count("SELECT count(*) FROM act_ru_task WHERE id_ = '" + task.id() + "'") == 1;
    }

    private boolean perform(Open task, Journey journey) {
        LocalDate today = LocalDate.ofInstant(Instant.now().minus(ago), ZoneId.of(ZONE));
        return switch (task.key()) {
            case "contact-lead" ->
                submit(
                        task,
                        REP,
                        Map.of(
                                "reached", "decision-maker",
                                "decisionMaker", "Ada Keller",
                                "need", "clear",
                                "budget", "approved",
                                "timeFrame", "quarter"));
            case "qualify-lead" -> submit(task, REP, Map.of("qualification", "qualify"));
            case "clarify-needs" ->
                submit(
                        task,
                        REP,
                        Map.of(
                                "nextStep",
                                "quote",
                                "needs",
                                "Two units",
                                "product",
                                "gtx-pro",
                                "quantity",
                                2,
                                "budget",
                                "9000.00"));
            case "prepare-quotation" ->
                submit(
                        task,
                        REP,
                        Map.of(
                                "quotationStep",
                                "quote",
                                "lines",
                                List.of(Map.of(
                                        "product",
                                        "gtx-pro",
                                        "quantity",
                                        2,
                                        "discount",
                                        journey.discounted() ? 12 : 0)),
                                "paymentDays",
                                30,
                                "deliveryDate",
                                today.plusDays(20).toString(),
                                "validUntil",
                                today.plusDays(40).toString()));
            case "decide-request" -> submit(task, task.assignee(), Map.of("decision", "approve"));
            case "present-quotation" ->
                submit(
                        task,
                        REP,
                        journey.lost()
                                ? Map.of("customerAnswer", "lost", "lostReason", "price", "competitor", "Globex")
                                : Map.of("customerAnswer", "accepted"));
            case "explain-result" ->
                submit(task, REP, Map.of("why", "Globex was cheaper.", "lesson", "Ask for the budget first."));
            case "confirm-lesson" ->
                submit(
                        task,
                        task.assignee(),
                        Map.of("lesson", "Ask for the budget first.", "lessonDecision", "publish"));
            case "check-contract" ->
                submit(
                        task,
                        "support",
                        Map.of(
                                "startsOn",
                                today.toString(),
                                "contractMonths",
                                12,
                                "noticeDays",
                                30,
                                "paymentDays",
                                30,
                                "deliveryAddress",
                                "Pier 4, Lighthouse Bay"));
            case "sign-contract" ->
                signedCopyIsThere(task)
                        && submit(
                                task,
                                REP,
                                Map.of(
                                        "signature",
                                        "signed",
                                        "signedOn",
                                        today.toString(),
                                        "signedByCustomer",
                                        "Ada Keller"));
            case "pick-goods" -> submit(task, "logistics", Map.of("pickAnswer", "packed"));
            case "ship-goods" ->
                submit(
                        task,
                        "logistics",
                        Map.of(
                                "carrier",
                                "Fast Freight",
                                "trackingNumber",
                                "FF-" + journey.number(),
                                "shippedLines",
                                List.of(Map.of("position", 1, "quantity", 2))));
            case "confirm-delivery" ->
                journey.carrierReports()
                        ? carrierReports(task)
                        : submit(task, "logistics", Map.of("receivedOn", today.toString(), "receivedBy", "Ada Keller"));
            case "record-payment" -> pay(task, today);
            case "handover-call" ->
                submit(
                        task,
                        REP,
                        Map.of(
                                "handoverComplete",
                                "yes",
                                "contactName",
                                "Ada Keller",
                                "contactEmail",
                                journey.address()));
            default -> throw new AssertionError("Nobody here knows what to do with " + task);
        };
    }

    private boolean pay(Open task, LocalDate today) {
        List<List<String>> invoice = database.rows("SELECT number, amount, currency FROM invoice WHERE order_number = '"
                + variable(task, "orderNumber") + "'");
        return submit(
                task,
                "finance",
                Map.of(
                        "whatHappened",
                        "payment",
                        "invoiceNumber",
                        invoice.get(0).get(0),
                        "paidAmount",
                        invoice.get(0).get(1),
                        "paidCurrency",
                        invoice.get(0).get(2),
                        "receivedOn",
                        today.toString(),
                        "bankReference",
                        "B-" + invoice.get(0).get(0)));
    }

    /** Picked up, delivered, delivered again with another time of sending, and the older report last. */
    private boolean carrierReports(Open task) {
        String delivery = database.text("SELECT number FROM delivery WHERE order_number = '"
                + variable(task, "orderNumber") + "' ORDER BY number DESC LIMIT 1");
        Instant at = Instant.now().minus(ago);
        report(delivery, "picked-up", at.minusSeconds(7200), 1);
        report(delivery, "delivered", at, 3);
        report(delivery, "delivered", at, 3);
        report(delivery, "in-transit", at.minusSeconds(3600), 2);
        return true;
    }

    private void report(@Nullable String delivery, String event, Instant at, int number) {
        String answer = persistently(
                () -> node().program("logistics")
                        .post(
                                "/api/shipments/" + delivery + "/events",
                                json(Map.of(
                                        "event",
                                        event,
                                        "at",
                                        at.toString(),
                                        "receivedBy",
                                        "Ada Keller",
                                        "eventId",
                                        "E-" + number))),
                "reporting " + event + " of " + delivery);
        carrierSaid
                .computeIfAbsent(tree(answer).path("result").asText(), result -> new AtomicInteger())
                .incrementAndGet();
    }

    /** Uploads the signed copy in a browser, unless it is there. */
    private boolean signedCopyIsThere(Open task) {
        String contract = variable(task, "contractNumber");
        if (database.count("SELECT count(*) FROM contract_signed_copy WHERE contract_number = '" + contract + "'")
                > 0) {
            return true;
        }
        Web.Client browser = node().web().browser(REP);
        String token = Web.hiddenToken(browser.get("/contracts/" + contract).body());
        HttpResponse<String> answer = browser.send(
                "POST",
                "/contracts/" + contract + "/signed-copy",
                "multipart/form-data; boundary=cut",
                "--cut\r\nContent-Disposition: form-data; name=\"_csrf\"\r\n\r\n" + token + "\r\n"
                        + "--cut\r\nContent-Disposition: form-data; name=\"file\"; filename=\"signed.pdf\"\r\n"
                        + "Content-Type: application/pdf\r\n\r\n" + onePage() + "\r\n--cut--\r\n");
        if (answer.statusCode() != 302) {
            refused("uploading the copy of " + contract, answer);
            return false;
        }
        return true;
    }

    /** A PDF in plain letters. */
    private static String onePage() {
        List<String> objects = List.of(
                "<< /Type /Catalog /Pages 2 0 R >>",
                "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>");
        StringBuilder pdf = new StringBuilder("%PDF-1.4\n");
        StringBuilder index = new StringBuilder("xref\n0 4\n0000000000 65535 f \n");
        for (int i = 0; i < objects.size(); i++) {
            index.append("%010d 00000 n \n".formatted(pdf.length()));
            pdf.append("%d 0 obj\n%s\nendobj\n".formatted(i + 1, objects.get(i)));
        }
        return pdf + index.toString() + "trailer\n<< /Size 4 /Root 1 0 R >>\nstartxref\n" + pdf.length() + "\n%%EOF\n";
    }

    /** Ada opens the link in her letter, wherever it leads, and answers once. */
    private void readLetters() {
        for (MimeMessage letter : letters.getReceivedMessages()) {
            try {
                String to = letter.getAllRecipients()[0].toString();
                Matcher link = SURVEY.matcher(words(letter.getContent()));
                Journey journey = journeys.values().stream()
                        .filter(candidate -> to.contains(candidate.address()))
                        .findAny()
                        .orElse(null);
                if (journey != null && link.find() && answeredLinks.add(link.group())) {
                    answer(link.group(), journey);
                }
            } catch (MessagingException | IOException e) {
                throw new AssertionError(e);
            }
        }
    }

    private void answer(String link, Journey journey) {
        boolean answered = false;
        try {
            int status = node().web()
                    .nobody()
                    .submit(link, Map.of("score", String.valueOf(journey.score()), "comment", "As it was"))
                    .statusCode();
            // whoever got no answer the first time learns that it was taken
            answered = status == 200 || status == 409;
        } finally {
            if (answered) {
                done.incrementAndGet();
            } else {
                unanswered.incrementAndGet();
                answeredLinks.remove(link);
            }
        }
    }

    static String words(Object content) throws IOException, MessagingException {
        if (content instanceof Multipart parts) {
            StringBuilder words = new StringBuilder();
            for (int i = 0; i < parts.getCount(); i++) {
                words.append(words(parts.getBodyPart(i).getContent()));
            }
            return words.toString();
        }
        return content instanceof String text ? text : "";
    }

    /** @return whether this call did it */
    private boolean submit(Open task, String user, Map<String, ?> values) {
        Web.Client http = node().program(user);
        if (task.assignee().isEmpty()) {
            http.post("/engine-rest/task/" + task.id() + "/claim", json(Map.of("userId", user)));
        }
        HttpResponse<String> answer =
                http.post("/engine-rest/task/" + task.id() + "/submit-form", json(Map.of("variables", typed(values))));
        if (answer.statusCode() >= LEAST_ERROR) {
            refused(task.key() + " by " + user, answer);
            return false;
        }
        return true;
    }

    /** A failure may pass; a refusal that comes again and again will not. */
    private void refused(String what, HttpResponse<String> answer) {
        unanswered.incrementAndGet();
        note(answer);
        if (answer.statusCode() < LEAST_FAILURE
                && refusals.computeIfAbsent(what, task -> new AtomicInteger()).incrementAndGet() > MOST_REFUSALS) {
            throw new AssertionError(what + " is refused: " + answer.statusCode() + " " + answer.body());
        }
    }

    private String persistently(Supplier<HttpResponse<String>> call, String what) {
        String last = "";
        for (int attempt = 0; attempt < 3000; attempt++) {
            try {
                HttpResponse<String> answer = call.get();
                if (answer.statusCode() < LEAST_ERROR) {
                    return answer.body();
                }
                last = answer.statusCode() + " " + answer.body();
                note(answer);
                if (answer.statusCode() < LEAST_FAILURE && answer.statusCode() != 409 && answer.statusCode() != 401) {
                    throw new AssertionError(what + " is refused: " + last);
                }
            } catch (UncheckedIOException nobodyThere) {
                last = nobodyThere.toString();
            }
            unanswered.incrementAndGet();
            Patience.pause();
        }
        throw new AssertionError(what + " gets no answer; the last was " + last);
    }

    private synchronized ApplicationNode node() {
        return nodes.get(random.nextInt(nodes.size()));
    }

    private @Nullable String variable(Open task, String name) {
        return database.text("SELECT text_ FROM act_ru_variable WHERE proc_inst_id_ = '" + task.instance()
                + "' AND name_ = '" + name + "' LIMIT 1");
    }

    /** A list travels as the JSON variable that an HTML form would send. */
    private static Map<String, Object> typed(Map<String, ?> values) {
        Map<String, Object> variables = new HashMap<>();
        values.forEach((name, value) -> variables.put(
                name,
                value instanceof Iterable<?> ? Map.of("value", json(value), "type", "Json") : Map.of("value", value)));
        return variables;
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new AssertionError("No JSON: " + json, e);
        }
    }
}
