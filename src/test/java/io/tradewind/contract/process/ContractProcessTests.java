package io.tradewind.contract.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.calendar.Holidays;
import io.tradewind.calendar.WorkingTime;
import io.tradewind.contract.AcceptedDeals;
import io.tradewind.contract.Contract;
import io.tradewind.contract.ContractSigned;
import io.tradewind.contract.ContractWork;
import io.tradewind.contract.Contracts;
import io.tradewind.contract.PlannedInstalment;
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
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.camunda.bpm.engine.HistoryService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;

@TradewindTest
@RecordApplicationEvents
class ContractProcessTests {

    private static final String REP = AcceptedDeals.REP;

    @Autowired
    private Processes processes;

    @Autowired
    private EngineSteps steps;

    @Autowired
    private HistoryService history;

    @Autowired
    private Contracts contracts;

    @Autowired
    private ContractWork work;

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
    private ApplicationEvents events;

    @Autowired
    private People people;

    @Autowired
    private Holidays holidays;

    @Autowired
    private Web web;

    private AcceptedDeals accepted;

    @BeforeEach
    void deals() {
        accepted = new AcceptedDeals(deals, quotations, customers, workingTime);
    }

    @Test
    void whatOneRepHasToDoIsDueByTheCalendarOfThatRep() {
        String region = people.get(REP).region();
        LocalDate tomorrow = workingTime.in(region).today().plusDays(1);
        List<LocalDate> days = tomorrow.datesUntil(tomorrow.plusDays(7)).toList();
        days.forEach(day -> holidays.declare(new Holidays.Holiday(String.valueOf(region), day, "Carnival")));
        try {
            String instance = start(accepted.of(AcceptedDeals.line("gtx-basic", 1, "0")));
            assertThat(steps.task(instance, "check-contract").getDueDate())
                    .as("of sales support")
                    .isBefore(Date.from(days.get(6).atStartOfDay(ZoneOffset.UTC).toInstant()));

            steps.complete(instance, "check-contract", "support", terms());

            assertThat(steps.task(instance, "sign-contract").getDueDate())
                    .isAfter(Date.from(
                            days.get(6).plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant()));
        } finally {
            days.forEach(day -> holidays.revoke(String.valueOf(region), day));
        }
    }

    @Test
    void fromTheAcceptedQuotationToASignedContractInTheArchive() throws Exception {
        Deal deal = accepted.of(AcceptedDeals.line("gtx-basic", 10, "5"), AcceptedDeals.line("mg-special", 3, "0"));
        String instance = start(deal);

        steps.complete(instance, "check-contract", "support", terms());
        Contract ready = contract(deal);

        assertThat(ready.state()).isEqualTo(Contract.State.READY);
        assertThat(ready.total()).isEqualByComparingTo("5390.00");
        assertThat(ready.lines()).hasSize(2);
        assertThat(ready.endsOn()).isEqualTo(workingTime.today().plusYears(1).minusDays(1));
        assertThat(ready.text())
                .contains(
                        ready.number(), "GTX Basic, quantity 10: 5,225.00 USD", "Total: 5,390.00 USD", "1 Harbour Road")
                .contains("due 30 days after the delivery", "None.")
                .contains("30 days before its end", "Notice until the last day stated there")
                .doesNotContain("in advance", "without notice");

        uploadCopy(deal);
        steps.complete(instance, "sign-contract", REP, signed());

        Contract contract = contract(deal);
        assertThat(contract.state()).isEqualTo(Contract.State.SIGNED);
        assertThat(contract.signedByCustomer()).isEqualTo("Ada Buyer");
        assertThat(contract.textSha256())
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256")
                                .digest(Objects.requireNonNull(contract.text()).getBytes(StandardCharsets.UTF_8))));
        assertThat(contracts.unchangedSinceSignature(contract.number())).isTrue();
        assertThat(events.stream(ContractSigned.class))
                .singleElement()
                .satisfies(event -> assertThat(event.contractNumber()).isEqualTo(contract.number()));
        assertThat(variable(instance, "contractSigned")).isEqualTo(true);
        assertThat(variable(instance, "contractNumber")).isEqualTo(contract.number());
        assertThat(businessKey(instance)).isEqualTo(contract.number());
        assertThat(steps.ended(instance)).isTrue();
    }

    @Test
    void theCustomerWithdraws() {
        Deal deal = accepted.basics(2);
        String instance = start(deal);
        steps.complete(instance, "check-contract", "support", terms());

        steps.complete(
                instance,
                "sign-contract",
                REP,
                Map.of("signature", "withdrawn", "withdrawnWhy", "Their budget was cut."));

        assertThat(contract(deal).state()).isEqualTo(Contract.State.VOID);
        assertThat(variable(instance, "contractSigned")).isEqualTo(false);
        assertThat(events.stream(ContractSigned.class)).isEmpty();
        assertThat(steps.trace(instance)).contains("void-contract", "no-contract");
    }

    @Test
    void withoutCreditThereIsNoContract() {
        Deal deal = accepted.basics(50);
        String instance = start(deal);
        steps.complete(instance, "check-contract", "support", terms());
        steps.complete(instance, "agree-smaller-order", REP, Map.of("smallerOrder", "give-up"));

        steps.complete(instance, "answer-refusal", REP, Map.of("refusalAnswer", "give-up"));
        steps.runAllJobs(instance);

        assertThat(contract(deal).state()).isEqualTo(Contract.State.VOID);
        assertThat(contract(deal).text()).as("nothing was offered").isNull();
        assertThat(variable(instance, "contractSigned")).isEqualTo(false);
        assertThat(steps.ended(instance)).isTrue();
    }

    @Test
    void creditIsCheckedAgainAndThePrepaymentStandsInTheText() {
        Deal deal = accepted.basics(50);
        String instance = start(deal);
        steps.complete(instance, "check-contract", "support", terms());
        steps.complete(instance, "agree-smaller-order", REP, Map.of("smallerOrder", "give-up"));
        steps.complete(instance, "answer-refusal", REP, Map.of("refusalAnswer", "check-again"));
        steps.runAllJobs(instance);

        steps.complete(instance, "agree-smaller-order", REP, Map.of("smallerOrder", "prepay"));

        assertThat(contract(deal).text()).contains("the customer pays 2,500.00 USD in advance");
        assertThat(steps.task(instance, "sign-contract").getAssignee()).isEqualTo(REP);
    }

    @Test
    void termsNobodyApprovedAreRefusedAndTheTaskStays() {
        String instance = start(accepted.basics(2));

        assertThatThrownBy(
                        () -> steps.complete(instance, "check-contract", "support", with(terms(), "paymentDays", 31)))
                .hasStackTraceContaining("no more were approved");
        assertThatThrownBy(
                        () -> steps.complete(instance, "check-contract", "support", with(terms(), "noticeDays", 364)))
                .hasStackTraceContaining("notice must be shorter");

        assertThat(steps.task(instance, "check-contract")).isNotNull();
        steps.complete(instance, "check-contract", "support", with(terms(), "paymentDays", 14));
        assertThat(steps.task(instance, "sign-contract")).isNotNull();
    }

    @Test
    void anInvoiceIsPaidInOneSumUnlessInstalmentsAreAgreed() {
        Deal deal = accepted.basics(2);
        String instance = start(deal);
        assertThat(contract(deal).paymentPlan()).singleElement().satisfies(whole -> {
            assertThat(whole.share()).isEqualByComparingTo("1");
            assertThat(whole.daysAfterInvoice()).isEqualTo(30);
        });

        assertThatThrownBy(() -> steps.complete(
                        instance, "check-contract", "support", with(terms(), "paymentPlan", "30 % after 0 days")))
                .hasStackTraceContaining("The instalments add up to 30 %, not to 100 %.");
        steps.complete(
                instance,
                "check-contract",
                "support",
                with(terms(), "paymentPlan", "30 % after 0 days, 70 % after 30 days"));

        assertThat(contract(deal).paymentPlan())
                .extracting(PlannedInstalment::words)
                .containsExactly("30 % after 0 days", "70 % after 30 days");
        assertThat(contract(deal).text())
                .contains(
                        "paid in instalments, counted from the day of the invoice: 30 % after 0 days, 70 % after 30 days.")
                .doesNotContain("An invoice is due");
    }

    @Test
    void aSignatureOfTomorrowIsRefused() {
        Deal deal = accepted.basics(2);
        String instance = start(deal);
        steps.complete(instance, "check-contract", "support", terms());

        assertThatThrownBy(() -> steps.complete(
                        instance,
                        "sign-contract",
                        REP,
                        with(
                                signed(),
                                "signedOn",
                                workingTime.today().plusDays(1).toString())))
                .hasStackTraceContaining("must not be in the future");

        assertThat(contract(deal).state()).isEqualTo(Contract.State.READY);
    }

    @Test
    void aSignatureBeforeTheContractWasDraftedIsRefused() {
        Deal deal = accepted.basics(2);
        String instance = start(deal);
        steps.complete(instance, "check-contract", "support", terms());
        String yesterday = workingTime.today().minusDays(1).toString();

        assertThatThrownBy(() -> steps.complete(instance, "sign-contract", REP, with(signed(), "signedOn", yesterday)))
                .hasStackTraceContaining("The day of the signature must not be before " + workingTime.today());

        assertThat(contract(deal).state()).isEqualTo(Contract.State.READY);
        assertThat(events.stream(ContractSigned.class)).isEmpty();
    }

    @Test
    void aContractStartsAboutWhenItIsDrafted() {
        Deal deal = accepted.basics(2);
        String instance = start(deal);
        LocalDate today = workingTime.today();

        assertThatThrownBy(() -> steps.complete(instance, "check-contract", "support", from(today.minusDays(32))))
                .hasStackTraceContaining("The contract must not start before " + today.minusDays(31));
        assertThatThrownBy(() -> steps.complete(
                        instance,
                        "check-contract",
                        "support",
                        from(today.plusYears(2).plusDays(1))))
                .hasStackTraceContaining("The contract must start within 2 years");

        steps.complete(instance, "check-contract", "support", from(today.minusDays(31)));
        assertThat(contract(deal).startsOn()).isEqualTo(today.minusDays(31));
    }

    @Test
    void aContractMayStartTwoYearsFromNow() {
        Deal deal = accepted.basics(2);
        LocalDate latest = workingTime.today().plusYears(2);

        steps.complete(start(deal), "check-contract", "support", from(latest));

        assertThat(contract(deal).startsOn()).isEqualTo(latest);
    }

    @Test
    void nobodyChangesTheArchiveAndAForgedTextIsFound() {
        Deal deal = accepted.basics(2);
        String instance = start(deal);
        steps.complete(instance, "check-contract", "support", terms());
        uploadCopy(deal);
        steps.complete(instance, "sign-contract", REP, signed());
        String number = contract(deal).number();

        assertThatThrownBy(() ->
                        jdbc.sql("UPDATE contract_archive SET text = text").update())
                .hasMessageContaining("append-only");
        assertThatThrownBy(() -> jdbc.sql("DELETE FROM contract_archive").update())
                .hasMessageContaining("append-only");
        jdbc.sql("UPDATE contract SET text = text || '!' WHERE number = :n")
                .param("n", number)
                .update();

        assertThat(contracts.unchangedSinceSignature(number)).isFalse();
    }

    @Test
    void onlyThoseConcernedReadTheText() {
        Deal deal = accepted.basics(2);
        String instance = start(deal);
        String path = "/api/contracts/" + contract(deal).number() + "/text";
        assertThat(web.program(REP).get(path).statusCode()).as("not worded yet").isEqualTo(404);

        steps.complete(instance, "check-contract", "support", terms());

        assertThat(web.program(REP).get(path).body()).startsWith("CONTRACT C-");
        assertThat(web.program("melvin-marxen").get(path).statusCode()).isEqualTo(200);
        assertThat(web.program("moses-frase").get(path).statusCode()).isEqualTo(404);
        assertThat(web.nobody().get(path).statusCode()).isEqualTo(401);
    }

    private void uploadCopy(Deal deal) {
        String number = contract(deal).number();
        steps.as(REP, () -> work.attachSignedCopy(number, "signed.pdf", SignedCopies.of(number)));
    }

    private String start(Deal deal) {
        return processes.start(
                "contract",
                deal.number(),
                Map.of(
                        "dealNumber", deal.number(),
                        "customerId", Objects.requireNonNull(deal.customerId()),
                        "rep", REP));
    }

    private Map<String, Object> terms() {
        return Map.of(
                "startsOn", workingTime.today().toString(),
                "contractMonths", 12,
                "noticeDays", 30,
                "paymentDays", 30,
                "deliveryAddress", "1 Harbour Road");
    }

    private Map<String, Object> from(LocalDate day) {
        return with(terms(), "startsOn", day.toString());
    }

    private Map<String, Object> signed() {
        return Map.of(
                "signature", "signed",
                "signedOn", workingTime.today().toString(),
                "signedByCustomer", "Ada Buyer");
    }

    private static Map<String, Object> with(Map<String, Object> values, String name, Object value) {
        Map<String, Object> changed = new HashMap<>(values);
        changed.put(name, value);
        return changed;
    }

    private Contract contract(Deal deal) {
        return contracts.ofDeal(deal.number()).get(0);
    }

    private Object variable(String instance, String name) {
        return history.createHistoricVariableInstanceQuery()
                .processInstanceId(instance)
                .variableName(name)
                .singleResult()
                .getValue();
    }

    private String businessKey(String instance) {
        return history.createHistoricProcessInstanceQuery()
                .processInstanceId(instance)
                .singleResult()
                .getBusinessKey();
    }
}
