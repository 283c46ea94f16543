package io.tradewind.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;

/**
 * What must be true after two nodes lived their lives, whatever broke: every life came to its end, and every document, fact,
 * mail and question to the outside is there once. Prints what it counts.
 */
final class Reckoning {

    private final TwoNodes two;
    private final CrashingDatabase database;
    private final SoftAssertions all;
    private final List<Department.Journey> journeys;
    private final MoodyBureau bureau;
    /** Message-IDs of what was sent after the dump from which everything went on. */
    private final Set<String> mailedInVain;

    private final boolean restored;

    Reckoning(
            TwoNodes two,
            List<Department.Journey> journeys,
            MoodyBureau bureau,
            Set<String> mailedInVain,
            boolean restored) {
        this.two = two;
        this.database = two.database();
        this.all = two.all();
        this.journeys = journeys;
        this.bureau = bureau;
        this.mailedInVain = mailedInVain;
        this.restored = restored;
    }

    /**
     * @param imported deals that came with a file, and wait
     * @param unclearAtMost how many mails may have been on the wire when something broke
     */
    void everythingHappenedOnce(int imported, int unclearAtMost) {
        int won = (int) journeys.stream().filter(journey -> !journey.lost()).count();
        int lost = journeys.size() - won;
        int approved =
                (int) journeys.stream().filter(Department.Journey::discounted).count();
        int complaints =
                (int) journeys.stream().filter(journey -> journey.score() < 6).count();
        everyLifeCameToItsEnd(won, lost, waitingForPeople(imported, complaints));
        everythingWasDoneOnce(won, lost, approved, imported);
        everyMailCameOnce(unclearAtMost);
        nobodyWasAskedTwice();
    }

    private void everyLifeCameToItsEnd(int won, int lost, Map<String, String> waiting) {
        all.assertThat(
                        database.map(
                                """
                        SELECT end_act_id_, count(*) FROM act_hi_procinst
                         WHERE proc_def_key_ = 'lead-to-after-sales' AND end_time_ IS NOT NULL GROUP BY 1
                        """))
                .as("ends of the journeys")
                .containsOnly(
                        Map.entry("customer-served", String.valueOf(won)),
                        Map.entry("deal-lost", String.valueOf(lost)));
        all.assertThat(
                        database.map(
                                "SELECT task_def_key_, count(*) FROM act_ru_task WHERE task_def_key_ <> 'judge-review' GROUP BY 1"))
                .as("what waits for people: the imported deals, a case for each bad answer, and credit reviews")
                .isEqualTo(waiting);
        all.assertThat(database.count("SELECT count(*) FROM act_ru_job WHERE retries_ = 0"))
                .as("jobs that nobody tries any more")
                .isZero();
        all.assertThat(database.rows("SELECT incident_type_, incident_msg_ FROM act_ru_incident"))
                .as("incidents")
                .isEmpty();
        all.assertThat(
                        database.count(
                                """
                        SELECT count(*) FROM act_ru_job j JOIN act_ru_jobdef d ON d.id_ = j.job_def_id_
                         WHERE d.job_type_ = 'async-continuation'
                        """))
                .as("steps that still wait")
                .isZero();
    }

    private void everythingWasDoneOnce(int won, int lost, int approved, int imported) {
        Map<String, Integer> documents = new TreeMap<>(Map.ofEntries(
                Map.entry("lead", journeys.size()),
                Map.entry("deal", journeys.size() + imported),
                Map.entry("contract", won),
                Map.entry("contract_signed_copy", won),
                Map.entry("sales_order", won),
                Map.entry("delivery", won),
                Map.entry("invoice", won),
                Map.entry("payment", won),
                Map.entry("handover", won),
                Map.entry("survey", won),
                // each quotation and each contract is put to the rules, whether a person is asked or not
                Map.entry("approval", journeys.size() + won),
                Map.entry("knowledge_entry", lost),
                Map.entry("credit_release", 0)));
        Map<String, Integer> found = new TreeMap<>();
        documents.keySet().forEach(table -> found.put(table, (int) database.count("SELECT count(*) FROM " + table)));
        System.out.println("documents " + found);
        all.assertThat(found).as("documents").isEqualTo(documents);
        all.assertThat(
                        database.rows(
                                """
                        SELECT i.number FROM invoice i LEFT JOIN payment_allocation a ON a.invoice_number = i.number
                         GROUP BY i.number, i.amount HAVING sum(a.amount) IS DISTINCT FROM i.amount
                        """))
                .as("invoices that are not paid exactly")
                .isEmpty();

        all.assertThat(
                        database.count(
                                """
                        SELECT count(DISTINCT n)
                          FROM (SELECT customer_id, count(*) AS n FROM credit_check_log GROUP BY 1) asked
                        """))
                .as("credit was asked for at the same doors in every life")
                .isOne();

        Map<String, String> facts = database.map("SELECT kind, count(*) FROM kpi_fact GROUP BY 1 ORDER BY 1");
        System.out.println("facts " + facts);
        all.assertThat(facts)
                .containsAllEntriesOf(Map.of(
                        "lead-received", String.valueOf(journeys.size()),
                        "lead-qualified", String.valueOf(journeys.size()),
                        "deal-won", String.valueOf(won),
                        "deal-lost", String.valueOf(lost),
                        "contract-signed", String.valueOf(won),
                        "order-placed", String.valueOf(won),
                        "order-delivered", String.valueOf(won),
                        "invoice-issued", String.valueOf(won),
                        "payment-received", String.valueOf(won),
                        "survey-answered", String.valueOf(won)));
        all.assertThat(database.count("SELECT count(*) FROM approval_decision"))
                .as("people's answers")
                .isEqualTo(approved);
        all.assertThat(
                        database.rows(
                                """
                        SELECT kind, document, detail, count(*) FROM kpi_fact
                         WHERE kind <> 'forecast-changed' -- differences, which may come again
                         GROUP BY kind, document, detail
                        HAVING count(*) > 1
                        """))
                .as("facts that say the same")
                .isEmpty();
        all.assertThat(
                        database.rows(
                                """
                        SELECT document, sum(amount) FROM kpi_fact
                         WHERE kind = 'forecast-changed'
                           AND document IN (SELECT number FROM deal WHERE stage IN ('won', 'lost'))
                         GROUP BY document
                        HAVING sum(amount) <> 0
                        """))
                .as("what is still expected of closed deals")
                .isEmpty();

        all.assertThat(
                        database.rows(
                                """
                        SELECT root_proc_inst_id_, proc_def_key_, act_id_, count(*) FROM act_hi_actinst
                         WHERE act_type_ IN ('serviceTask', 'userTask', 'businessRuleTask', 'callActivity')
                           AND act_id_ NOT IN ('compute-balance') -- before the payment, and after it
                         GROUP BY 1, 2, 3 HAVING count(*) > 1
                        """))
                .as("steps that a life took twice")
                .isEmpty();
    }

    /** By their Message-ID, which is the same for the same cause for ever. */
    private void everyMailCameOnce(int unclearAtMost) {
        Map<String, Integer> received = two.received();
        List<String> wrong = new ArrayList<>();
        int unclear = 0;
        int bounced = 0;
        for (List<String> mail : database.rows("SELECT cause, state, coalesce(last_error, '') FROM mail")) {
            String messageId = TwoNodes.messageId(mail.get(0));
            int times = received.getOrDefault(messageId, 0) - (mailedInVain.contains(messageId) ? 1 : 0);
            // what was done again was mailed again, and what was not done again stays with those who have it
            boolean window = mail.get(1).equals("failed") && mail.get(2).contains("may have arrived");
            unclear += window ? 1 : 0;
            bounced += mail.get(1).equals("bounced") ? 1 : 0;
            if (!(mail.get(1).equals("sent") && times == 1
                    || mail.get(1).equals("bounced") && times == 0
                    || window && times <= 1)) {
                wrong.add(mail + " came " + times + " times");
            }
        }
        System.out.println("mails " + database.map("SELECT template, count(*) FROM mail GROUP BY 1 ORDER BY 1")
                + ", states " + database.map("SELECT state, count(*) FROM mail GROUP BY 1") + ", received "
                + received.values().stream().mapToInt(Integer::intValue).sum() + ", unclear " + unclear
                + ", told at the gate " + two.mailGate().told());
        all.assertThat(wrong).isEmpty();
        all.assertThat(bounced)
                .as("refused for good")
                .isEqualTo(two.mailGate()
                        .told()
                        .getOrDefault(MailGate.Lie.NEVER_FOR_THIS_ONE, new AtomicInteger())
                        .get());
        received.keySet().removeAll(mailedInVain);
        all.assertThat(received).hasSizeLessThanOrEqualTo((int) database.count("SELECT count(*) FROM mail"));
        all.assertThat(unclear)
                .as("at most what was on the wire when a line, a node or the database broke")
                .isLessThanOrEqualTo(two.mailGate().unclear() + unclearAtMost);
    }

    /** A report costs money: a question is repeated under the same key only, and each check has one. */
    private void nobodyWasAskedTwice() {
        Map<String, String> inquiries =
                database.map("SELECT 'TW-' || cause, state FROM credit_bureau_inquiry ORDER BY id");
        // before an upgrade they may have been asked by their number
        Map<String, String> formerly =
                database.map("SELECT 'TW-' || id, 'TW-' || cause FROM credit_bureau_inquiry ORDER BY id");
        Set<String> answeredWell = bureau.answeredWell().stream()
                .map(question -> formerly.getOrDefault(question, question))
                .collect(Collectors.toSet());
        System.out.println(
                "bureau " + bureau.moods() + ", questions " + bureau.asked().size() + ", answered "
                        + inquiries.values().stream().filter("answered"::equals).count());
        if (!restored) {
            all.assertThat(bureau.asked()).allSatisfy(question -> assertThat(inquiries)
                    .containsKey(formerly.getOrDefault(question, question)));
        }
        all.assertThat(
                        database.rows(
                                """
                        SELECT q.cause FROM credit_bureau_inquiry q LEFT JOIN act_hi_procinst p ON p.id_ = q.cause
                         WHERE p.proc_def_key_ IS NULL OR p.proc_def_key_ NOT IN ('credit-check', 'credit-review')
                        """))
                .as("questions that belong to no check and no review")
                .isEmpty();
        all.assertThat(database.rows("SELECT customer_id FROM credit_review GROUP BY 1 HAVING count(*) > 1"))
                .as("customers who are reviewed twice")
                .isEmpty();
        all.assertThat(inquiries).allSatisfy((inquiry, state) -> {
            assertThat(state).isIn("answered", "failed");
            if (state.equals("answered")) {
                assertThat(answeredWell).contains(inquiry);
            }
        });
        Map<String, ?> carrier = two.department().carrierSaid();
        System.out.println("carrier " + carrier);
        all.assertThat(database.rows("SELECT delivery_number FROM shipment_event GROUP BY 1 HAVING count(*) <> 3"))
                .as("each of the carrier's three reports is kept once")
                .isEmpty();
    }

    private static Map<String, String> waitingForPeople(int imported, int complaints) {
        Map<String, String> waiting = new HashMap<>();
        if (imported > 0) {
            waiting.put("prepare-quotation", String.valueOf(imported));
        }
        if (complaints > 0) {
            waiting.put("answer-customer", String.valueOf(complaints));
        }
        return waiting;
    }
}
