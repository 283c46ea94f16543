package io.tradewind.contract.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tradewind.calendar.WorkingTime;
import io.tradewind.contract.AcceptedDeals;
import io.tradewind.contract.Contract;
import io.tradewind.contract.ContractDocuments;
import io.tradewind.contract.ContractRegister;
import io.tradewind.contract.ContractWork;
import io.tradewind.contract.Contracts;
import io.tradewind.contract.SignedCopies;
import io.tradewind.customer.Customers;
import io.tradewind.deal.Deal;
import io.tradewind.deal.Deals;
import io.tradewind.deal.Quotations;
import io.tradewind.engine.Processes;
import io.tradewind.organization.People;
import io.tradewind.support.EngineSteps;
import io.tradewind.support.TradewindTest;
import io.tradewind.support.Web;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.camunda.spin.Spin;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who must agree to which contract, what a change does to an approval, and that only what was approved is signed. */
@TradewindTest
class ContractApprovalProcessTests {

    private static final String REP = AcceptedDeals.REP;

    @Autowired
    private Processes processes;

    @Autowired
    private People people;

    @Autowired
    private EngineSteps steps;

    @Autowired
    private Contracts contracts;

    @Autowired
    private ContractWork work;

    @Autowired
    private ContractDocuments documents;

    @Autowired
    private ContractRegister register;

    @Autowired
    private Deals deals;

    @Autowired
    private Quotations quotations;

    @Autowired
    private Customers customers;

    @Autowired
    private WorkingTime workingTime;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Web web;

    private String number = "";
    private String instance = "";

    @BeforeEach
    void aContractToCheck() {
        Deal deal = new AcceptedDeals(deals, quotations, customers, workingTime).basics(2);
        instance = processes.start(
                "contract",
                deal.number(),
                Map.of(
                        "dealNumber",
                        deal.number(),
                        "customerId",
                        Objects.requireNonNull(deal.customerId()),
                        "rep",
                        REP));
        number = contracts.ofDeal(deal.number()).get(0).number();
    }

    @Test
    void legalAndFinanceAtTheSameTimeAndManagementAfterThem() {
        settle(with(
                terms(),
                "clauses",
                clauses(
                        Map.of("liability", "The seller is liable for everything."),
                        Map.of("payment", "Paid with 2 % discount."),
                        "delivery")));

        assertThat(asked()).containsExactlyInAnyOrder("legal", "finance");
        answer("legal");
        assertThat(asked()).containsExactly("finance");
        answer("finance");
        assertThat(asked()).containsExactly("director");
        assertThat(contract().approved()).isFalse();
        answer("director");

        assertThat(contract().approved()).isTrue();
        assertThat(steps.task(instance, "sign-contract").getAssignee()).isEqualTo(REP);
        assertThat(contract().deviations())
                .contains("Liability changed", "Payment changed", "Delivery removed", "They insist.");
        assertThat(contract().clauses())
                .filteredOn(clause -> clause.deviates())
                .allSatisfy(clause -> assertThat(clause.deviationBy()).isEqualTo("support"));
    }

    @Test
    void theServerFindsDeviationsItselfAndWantsAReason() {
        List<Map<String, Object>> untold = clauses(Map.of("liability", "No liability at all."), Map.of(), "");
        untold.forEach(clause -> clause.remove("why"));
        assertThatThrownBy(() -> settle(with(terms(), "clauses", untold)))
                .hasStackTraceContaining("Say why the clause 'Liability' differs from our standard terms.");

        List<Map<String, Object>> missing = clauses(Map.of(), Map.of(), "");
        missing.remove(0);
        assertThatThrownBy(() -> settle(with(terms(), "clauses", missing))).hasStackTraceContaining("is missing");

        List<Map<String, Object>> invented = clauses(Map.of(), Map.of(), "");
        invented.add(Map.of("key", "gift", "title", "Gift", "text", "Free goods.", "removed", false));
        assertThatThrownBy(() -> settle(with(terms(), "clauses", invented)))
                .hasStackTraceContaining("has no clause 'gift'");

        assertThat(contract().state()).isEqualTo(Contract.State.DRAFT);
        settle(with(terms(), "clauses", clauses(Map.of(), Map.of(), "")));
        assertThat(contract().approved())
                .as("the library's own words need nobody")
                .isTrue();
    }

    @Test
    void noSignatureWhileTheApprovalIsOpenAndNoneOfOtherWords() {
        settle(with(
                terms(),
                "clauses",
                clauses(Map.of("liability", "The seller is liable for everything."), Map.of(), "")));

        assertThatThrownBy(() -> work.sign(number, workingTime.today(), "Ada Buyer"))
                .hasMessageContaining("not approved as it stands");
        assertThatThrownBy(() -> work.attachSignedCopy(number, "a.pdf", SignedCopies.of(number)))
                .hasMessageContaining("not waiting for a signature");
        assertThatThrownBy(() -> work.approve(number, 7, null)).hasMessageContaining("other words by now");

        answer("legal");
        assertThatThrownBy(() -> signed()).hasStackTraceContaining("Upload the signed copy first");
        steps.as(REP, () -> work.attachSignedCopy(number, "C:\\scans\\signed.pdf", SignedCopies.of(number)));
        signed();

        assertThat(contract().state()).isEqualTo(Contract.State.SIGNED);
        assertThat(register.of(number))
                .extracting(ContractRegister.Entry::kind)
                .containsExactly("approved", "signed-copy", "signed");
        assertThat(register.of(number).get(0).by())
                .as("who approved, not what wrote it down")
                .isEqualTo("legal");
        assertThat(web.browser(REP).get("/contracts/" + number).body())
                .contains(people.get("legal").name(), ">approved, revision 1<", ">signed copy uploaded, revision 1<")
                .doesNotContain(">system<");
        assertThat(documents.signedCopy(number, 1).orElseThrow().fileName()).isEqualTo("signed.pdf");
        assertThat(register.verify(number).findings()).isEmpty();
    }

    @Test
    void changedWordsNeedTheirJudgeAgainAndTheOldPdfIsStale() {
        List<Map<String, Object>> first = clauses(
                Map.of("liability", "Liability up to 1 million."), Map.of("payment", "Paid with 2 % discount."), "");
        settle(with(terms(), "clauses", first));
        answer("legal");
        answer("finance");
        assertThat(contract().revision()).isEqualTo(1);

        steps.complete(instance, "sign-contract", REP, Map.of("signature", "change"));
        settle(with(
                terms(),
                "clauses",
                clauses(
                        Map.of("liability", "Liability up to 2 million."),
                        Map.of("payment", "Paid with 2 % discount."),
                        "")));

        assertThat(asked()).as("finance agreed to no less").containsExactly("legal");
        assertThat(contract().revision()).isEqualTo(2);
        assertThat(contract().approved()).isFalse();
        assertThatThrownBy(() -> work.sign(number, workingTime.today(), "Ada Buyer"))
                .hasMessageContaining("not approved");
        assertThat(web.browser(REP)
                        .get("/contracts/" + number + "/pdf?revision=1")
                        .statusCode())
                .isEqualTo(410);
        assertThat(web.browser(REP)
                        .get("/contracts/" + number + "/pdf?revision=2")
                        .statusCode())
                .isEqualTo(200);
        assertThat(web.browser("legal")
                        .get("/contracts/" + number + "/pdf?revision=1")
                        .statusCode())
                .isEqualTo(200);
        answer("legal");
        assertThat(contract().approvedRevision()).isEqualTo(2);
    }

    @Test
    void insideWhatWasApprovedNobodyIsAskedAgain() {
        Map<String, Object> wide = with(
                with(terms(), "clauses", clauses(Map.of("liability", "Liability up to 1 million."), Map.of(), "")),
                "contractMonths",
                36);
        settle(wide);
        answer("legal");
        steps.complete(instance, "sign-contract", REP, Map.of("signature", "change"));

        settle(with(with(wide, "contractMonths", 24), "deliveryAddress", "2 Harbour Road"));

        assertThat(contract().revision()).isEqualTo(2);
        assertThat(contract().approved()).isTrue();
        assertThat(steps.task(instance, "sign-contract")).isNotNull();

        steps.complete(instance, "sign-contract", REP, Map.of("signature", "change"));
        settle(with(wide, "contractMonths", 48));
        assertThat(asked()).as("longer than was approved").containsExactly("legal");
    }

    @Test
    void theSameWordsAgainAreTheSameRevision() {
        settle(terms());
        String before = documents.written(number, 1).orElseThrow().sha256();
        steps.complete(instance, "sign-contract", REP, Map.of("signature", "change"));

        settle(terms());

        assertThat(contract().revision()).isEqualTo(1);
        assertThat(documents.written(number, 1).orElseThrow().sha256()).isEqualTo(before);
        assertThat(register.of(number)).hasSize(1);
    }

    @Test
    void aRejectedContractIsRevisedOrGivenUp() {
        settle(with(terms(), "contractMonths", 36));
        decide("legal", "reject", "Two years are enough.");

        assertThat(steps.task(instance, "answer-objection").getAssignee()).isEqualTo(REP);
        assertThat(web.program("support")
                        .get("/api/contracts/" + number + "/terms")
                        .body())
                .contains("Two years are enough.");
        steps.complete(instance, "answer-objection", REP, Map.of("objectionAnswer", "revise"));
        steps.runAllJobs(instance);
        settle(with(terms(), "contractMonths", 24));
        assertThat(contract().approved()).isTrue();
    }

    @Test
    void anApprovedContractIsGivenUpByWhomTheTableNames() {
        Deal deal = new AcceptedDeals(deals, quotations, customers, workingTime).basics(40);
        instance = processes.start(
                "contract",
                deal.number(),
                Map.of(
                        "dealNumber",
                        deal.number(),
                        "customerId",
                        Objects.requireNonNull(deal.customerId()),
                        "rep",
                        REP));
        number = contracts.ofDeal(deal.number()).get(0).number();
        settle(terms());
        steps.complete(
                instance,
                "sign-contract",
                REP,
                Map.of("signature", "withdrawn", "withdrawnWhy", "Their budget was cut."));

        assertThat(asked()).containsExactly("melvin-marxen");
        decide("melvin-marxen", "reject", "Talk to them once more.");
        assertThat(steps.task(instance, "sign-contract")).as("it still stands").isNotNull();

        steps.complete(instance, "sign-contract", REP, Map.of("signature", "withdrawn", "withdrawnWhy", "Really not."));
        decide("melvin-marxen", "approve", "Well.");
        assertThat(contract().state()).isEqualTo(Contract.State.VOID);
    }

    @Test
    void theApprovedPdfShowsWhatWasAgreedAndNothingElse() throws IOException {
        settle(with(
                with(
                        terms(),
                        "deliveryAddress",
                        "北京市朝阳区 1 号\nНабережная, 4\n<script>alert(1)</script><img src=\"http://127.0.0.1:1/x\">"),
                "clauses",
                clauses(Map.of("liability", "<b>All</b> & everything 上海"), Map.of(), "")));
        byte[] pdf = documents.written(number, 1).orElseThrow().pdf();

        String text;
        try (var document = Loader.loadPDF(pdf)) {
            text = new PDFTextStripper().getText(document);
        }
        assertThat(text)
                .contains(
                        "北京市朝阳区 1 号",
                        "Набережная, 4",
                        "<script>alert(1)</script>",
                        "<b>All</b> & everything 上海",
                        number)
                .contains("Liability: changed");
    }

    @Test
    void thePagesSayWhereNobodyHadToApprove() {
        settle(terms());

        assertThat(web.browser(REP).get("/contracts/" + number).body())
                .contains(
                        "To be signed; nobody had to approve",
                        "within own authority, nobody had to approve, revision 1")
                .doesNotContain(">approved", "Who was asked");
        assertThat(web.browser(REP)
                        .get("/approvals/" + Objects.requireNonNull(contract().approvalId()))
                        .body())
                .contains("nobody had to agree")
                .doesNotContain(">approved<", "Nothing yet", "It is already approved");
    }

    @Test
    void thePageLeadsToCustomerAndDealAndTheRequestToTheContract() {
        settle(terms());
        String deal = "href=\"/board/deals/" + contract().dealNumber() + "\"";
        String customer = "href=\"/customers/" + contract().customerId() + "\"";

        assertThat(web.browser(REP).get("/contracts/" + number).body()).contains(deal, customer);
        assertThat(web.browser("legal").get("/contracts/" + number).body())
                .contains(contract().dealNumber())
                .doesNotContain(deal, customer);
        assertThat(web.browser(REP)
                        .get("/approvals/" + Objects.requireNonNull(contract().approvalId()))
                        .body())
                .contains("href=\"/contracts/" + number + "\"");
    }

    @Test
    void theFileOfAContractThatWaitsForNoneIsNotLookedAt() {
        assertThatThrownBy(() -> work.attachSignedCopy(number, "a.pdf", "<html>".getBytes()))
                .hasMessageContaining("is not waiting for a signature");
    }

    @Test
    void whatIsNoSignedPdfIsRefused() {
        settle(terms());
        byte[] written = documents.written(number, 1).orElseThrow().pdf();

        assertThatThrownBy(() -> work.attachSignedCopy(number, "a.pdf", "<html>".getBytes()))
                .hasMessageContaining("must be a PDF");
        assertThatThrownBy(() -> work.attachSignedCopy(number, "a.pdf", "%PDF-1.7 and no more".getBytes()))
                .hasMessageContaining("damaged");
        assertThatThrownBy(() -> work.attachSignedCopy(number, "a.pdf", written))
                .hasMessageContaining("nobody has signed it");
        assertThatThrownBy(() -> work.attachSignedCopy(number, "a.pdf", new byte[ContractDocuments.LARGEST_COPY + 1]))
                .hasMessageContaining("larger than 20 MB");
        assertThat(documents.signedCopy(number, 1)).isEmpty();
    }

    @Test
    void oneChangedByteIsFoundAndTheRegisterCannotBeRewritten() {
        settle(terms());
        assertThat(register.registered(
                        number, documents.written(number, 1).orElseThrow().pdf()))
                .isPresent();
        byte[] tampered = documents.written(number, 1).orElseThrow().pdf().clone();
        tampered[tampered.length / 2] ^= 1;
        assertThat(register.registered(number, tampered)).isEmpty();
        assertThatThrownBy(() ->
                        jdbc.sql("UPDATE contract_register SET sha256 = 'x'").update())
                .hasMessageContaining("never changed or removed");
        assertThatThrownBy(() -> jdbc.sql("DELETE FROM contract_document").update())
                .hasMessageContaining("never changed or removed");

        jdbc.sql("ALTER TABLE contract_register DISABLE TRIGGER ALL").update();
        jdbc.sql("ALTER TABLE contract_document DISABLE TRIGGER ALL").update();
        try {
            String by = jdbc.sql("SELECT registered_by FROM contract_register WHERE contract_number = :n")
                    .param("n", number)
                    .query(String.class)
                    .single();
            change("UPDATE contract_register SET registered_by = 'nobody' WHERE contract_number = :n");
            assertThat(register.verify(number).findings())
                    .hasSize(1)
                    .allSatisfy(finding -> assertThat(finding.sentence()).contains("of the register was changed"));
            jdbc.sql("UPDATE contract_register SET registered_by = :by WHERE contract_number = :n")
                    .param("by", by)
                    .param("n", number)
                    .update();
            assertThat(register.verify(number).findings()).isEmpty();

            String previous = jdbc.sql("SELECT previous_sha256 FROM contract_register WHERE contract_number = :n")
                    .param("n", number)
                    .query(String.class)
                    .single();
            change("UPDATE contract_register SET previous_sha256 = 'forged' WHERE contract_number = :n");
            assertThat(register.verify(number).findings())
                    .anySatisfy(finding -> assertThat(finding.sentence()).contains("is broken before entry"));
            jdbc.sql("UPDATE contract_register SET previous_sha256 = :previous WHERE contract_number = :n")
                    .param("previous", previous)
                    .param("n", number)
                    .update();
            assertThat(register.verify(number).findings()).isEmpty();

            byte[] kept = documents.written(number, 1).orElseThrow().pdf();
            jdbc.sql("UPDATE contract_document SET pdf = :pdf WHERE contract_number = :n")
                    .param("pdf", tampered)
                    .param("n", number)
                    .update();
            assertThat(register.verify(number).findings())
                    .anySatisfy(finding -> assertThat(finding.sentence()).contains("is not the one that was written"));
            jdbc.sql("UPDATE contract_document SET pdf = :pdf WHERE contract_number = :n")
                    .param("pdf", kept)
                    .param("n", number)
                    .update();
            assertThat(register.verify(number).intact()).isTrue();
        } finally {
            jdbc.sql("ALTER TABLE contract_register ENABLE TRIGGER ALL").update();
            jdbc.sql("ALTER TABLE contract_document ENABLE TRIGGER ALL").update();
        }
    }

    @Test
    void thePagesAreForThoseConcerned() {
        settle(with(terms(), "clauses", clauses(Map.of("liability", "Liability up to 1 million."), Map.of(), "")));

        assertThat(web.browser("legal").get("/contracts?q=" + number).body()).contains(number, "waits for approval");
        assertThat(web.browser("moses-frase").get("/contracts?q=" + number).body())
                .doesNotContain(number + "</a>");
        assertThat(web.browser("moses-frase").get("/contracts/" + number).statusCode())
                .isEqualTo(404);
        assertThat(web.browser("moses-frase")
                        .get("/contracts/" + number + "/pdf")
                        .statusCode())
                .isEqualTo(404);
        assertThat(web.browser("melvin-marxen").get("/contracts/" + number).body())
                .contains("Liability", "Not approved, not to be handed out", "They insist.");
        assertThat(web.program("moses-frase")
                        .get("/api/contracts/" + number + "/terms")
                        .statusCode())
                .isEqualTo(404);
    }

    private void settle(Map<String, Object> terms) {
        Map<String, Object> values = new HashMap<>(terms);
        values.computeIfPresent(
                "clauses",
                (name, clauses) ->
                        Spin.JSON(new ObjectMapper().valueToTree(clauses).toString()));
        steps.complete(instance, "check-contract", "support", values);
        steps.runAllJobs(instance);
    }

    private void signed() {
        steps.complete(
                instance,
                "sign-contract",
                REP,
                Map.of(
                        "signature",
                        "signed",
                        "signedOn",
                        workingTime.today().toString(),
                        "signedByCustomer",
                        "Ada Buyer"));
        steps.runAllJobs(instance);
    }

    private void change(String sql) {
        jdbc.sql(sql).param("n", number).update();
    }

    private List<String> asked() {
        return steps.openTasks(instance).stream()
                .filter(task -> task.getTaskDefinitionKey().equals("decide-request"))
                .map(task -> task.getAssignee())
                .toList();
    }

    private void answer(String user) {
        decide(user, "approve", "Agreed.");
    }

    private void decide(String user, String decision, String comment) {
        String task = steps.openTasks(instance).stream()
                .filter(open -> user.equals(open.getAssignee()))
                .findFirst()
                .orElseThrow()
                .getId();
        var answer = web.program(user)
                .post(
                        "/engine-rest/task/" + task + "/submit-form",
                        "{\"variables\":{\"decision\":{\"value\":\"" + decision + "\"},\"comment\":{\"value\":\""
                                + comment + "\"}}}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
        steps.runAllJobs(instance);
    }

    private Contract contract() {
        return contracts.get(number);
    }

    /** The library's clauses with other words for some, and one left out. */
    private List<Map<String, Object>> clauses(Map<String, String> some, Map<String, String> others, String leftOut) {
        List<Map<String, Object>> clauses = new ArrayList<>();
        contract().clauses().stream().filter(clause -> clause.key() != null).forEach(clause -> {
            Map<String, Object> wish = new HashMap<>();
            String text = some.getOrDefault(clause.key(), others.getOrDefault(clause.key(), clause.libraryText()));
            wish.put("key", clause.key());
            wish.put("title", clause.title());
            wish.put("text", text);
            wish.put("removed", clause.key().equals(leftOut));
            if (!text.equals(clause.libraryText()) || clause.key().equals(leftOut)) {
                wish.put("why", "They insist.");
            }
            clauses.add(wish);
        });
        return clauses;
    }

    private Map<String, Object> terms() {
        return Map.of(
                "startsOn", workingTime.today().toString(),
                "contractMonths", 12,
                "noticeDays", 30,
                "paymentDays", 30,
                "deliveryAddress", "1 Harbour Road");
    }

    private static Map<String, Object> with(Map<String, Object> values, String name, Object value) {
        Map<String, Object> changed = new HashMap<>(values);
        changed.put(name, value);
        return changed;
    }
}
