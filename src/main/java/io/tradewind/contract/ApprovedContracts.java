package io.tradewind.contract;

import io.tradewind.approval.Approval;
import io.tradewind.approval.ApprovalDecision;
import io.tradewind.approval.ApprovalRequest;
import io.tradewind.approval.ApprovalState;
import io.tradewind.approval.Approvals;
import io.tradewind.approval.Measures;
import io.tradewind.approval.ShownFact;
import io.tradewind.calendar.WorkingTime;
import io.tradewind.credit.CreditGrades;
import io.tradewind.customer.Customers;
import io.tradewind.engine.variables.Shown;
import io.tradewind.organization.People;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

@Service
@Transactional
class ApprovedContracts implements ContractApprovals {

    private final Approvals approvals;
    private final JdbcContracts contracts;
    private final CreditGrades grades;
    private final Customers customers;
    private final People people;
    private final WorkingTime workingTime;
    private final String baseUrl;

    ApprovedContracts(
            Approvals approvals,
            JdbcContracts contracts,
            CreditGrades grades,
            Customers customers,
            People people,
            WorkingTime workingTime,
            @Value("${tradewind.base-url}") String baseUrl) {
        this.approvals = approvals;
        this.contracts = contracts;
        this.grades = grades;
        this.customers = customers;
        this.people = people;
        this.workingTime = workingTime;
        this.baseUrl = baseUrl;
    }

    @Override
    public Optional<Long> request(String number) {
        Contract contract = contracts.get(number);
        ApprovalRequest request = conclusionOf(contract);
        if (contract.approved() || covered(request, number)) {
            return Optional.empty();
        }
        return waitedFor(request);
    }

    @Override
    public String settle(String number) {
        Contract contract = contracts.get(number);
        if (contract.approved()) {
            return ApprovalState.APPROVED.word();
        }
        ApprovalRequest request = conclusionOf(contract);
        Optional<Approval> approval = approvals.latest(KIND, request.subject());
        ApprovalState state = approval.map(Approval::state)
                .orElse(covered(request, number) ? ApprovalState.APPROVED : ApprovalState.REJECTED);
        if (state == ApprovalState.APPROVED) {
            contracts.approve(
                    number, contract.revision(), approval.map(Approval::id).orElse(contract.approvalId()));
        }
        return word(state);
    }

    @Override
    public Optional<Long> requestVoid(String number, String why) {
        Contract contract = contracts.get(number);
        return waitedFor(new ApprovalRequest(
                VOID,
                number + " v" + contract.revision(),
                contract.revision(),
                contract.rep(),
                "Give up contract " + number + " with " + customer(contract),
                Map.of(Measures.AMOUNT, contract.total()),
                Map.of(),
                List.of(
                        new ShownFact("Customer", customer(contract)),
                        new ShownFact("Total", money(contract)),
                        new ShownFact("Why", why),
                        new ShownFact("Contract", baseUrl + "/contracts/" + number)),
                contract.customerId(),
                contract.currency(),
                null));
    }

    @Override
    public String settleVoid(String number) {
        Contract contract = contracts.get(number);
        return word(approvals
                .latest(VOID, number + " v" + contract.revision())
                .map(Approval::state)
                .orElse(ApprovalState.REJECTED));
    }

    @Override
    public boolean coversOrder(String number, BigDecimal amount) {
        Contract contract = contracts.get(number);
        if (contract.approvalId() == null || amount.compareTo(contract.total()) == 0) {
            return true;
        }
        ApprovalRequest request = ordered(contract, contract.approvalId(), amount, "order", 0);
        return covered(request, number) || approvals.plan(request).ownAuthority();
    }

    @Override
    public boolean approvedOrder(String number, BigDecimal amount) {
        Contract contract = contracts.get(number);
        return contract.approvalId() != null
                && covered(ordered(contract, contract.approvalId(), amount, "order", 0), number);
    }

    @Override
    public long requestOrder(String number, BigDecimal amount, String order, int revision) {
        Contract contract = contracts.get(number);
        return approvals.open(
                ordered(contract, Objects.requireNonNull(contract.approvalId()), amount, order, revision));
    }

    /** What was approved, with another amount: nothing else of a signed contract changes. */
    private ApprovalRequest ordered(Contract contract, long approvalId, BigDecimal amount, String order, int revision) {
        ApprovalRequest approved = approvals.get(approvalId).request();
        Map<String, BigDecimal> measures = new HashMap<>(approved.measures());
        measures.put(Measures.AMOUNT, amount);
        measures.put(Measures.TOTAL, amount);
        String wanted = Shown.money(amount) + " " + contract.currency();
        return new ApprovalRequest(
                KIND,
                "%s %s v%d".formatted(contract.number(), order, revision),
                revision,
                contract.rep(),
                "Order %s over %s under contract %s with %s"
                        .formatted(order, wanted, contract.number(), customer(contract)),
                measures,
                approved.inputs(),
                List.of(
                        new ShownFact("Customer", customer(contract)),
                        new ShownFact("Contract", baseUrl + "/contracts/" + contract.number()),
                        new ShownFact("Agreed", money(contract)),
                        new ShownFact("Now wanted", wanted)),
                contract.customerId(),
                contract.currency(),
                null);
    }

    @Override
    public @Nullable String remark(String number) {
        Contract contract = contracts.get(number);
        return approvals
                .latest(KIND, number + " v" + contract.revision())
                .flatMap(approval -> approval.decisions().stream()
                        .filter(decision -> decision.comment() != null)
                        .reduce((first, last) -> last)
                        .map(decision -> name(decision) + ": " + decision.comment()))
                .orElse(null);
    }

    private String name(ApprovalDecision decision) {
        return people.find(decision.decidedBy())
                .map(person -> person.name() + " (" + person.role() + ")")
                .orElse(decision.decidedBy());
    }

    private Optional<Long> waitedFor(ApprovalRequest request) {
        Approval approval = approvals
                .latest(request.kind(), request.subject())
                .filter(known -> known.state() == ApprovalState.OPEN || known.state() == ApprovalState.APPROVED)
                .orElseGet(() -> approvals.get(approvals.open(request)));
        return approval.state() == ApprovalState.APPROVED ? Optional.empty() : Optional.of(approval.id());
    }

    /** Withdrawn or superseded: nobody said no, so it may be revised. */
    private static String word(ApprovalState state) {
        return state == ApprovalState.APPROVED || state == ApprovalState.REJECTED
                ? state.word()
                : ApprovalState.SENT_BACK.word();
    }

    private boolean covered(ApprovalRequest request, String number) {
        return approvals.covers(KIND, number, request.measures(), request.inputs(), workingTime.today());
    }

    private ApprovalRequest conclusionOf(Contract contract) {
        String grade = grades.lastOf(contract.number()).orElse(null);
        return new ApprovalRequest(
                KIND,
                contract.number() + " v" + contract.revision(),
                contract.revision(),
                contract.rep(),
                "Contract over %s with %s (%s)".formatted(money(contract), customer(contract), contract.number()),
                ContractMeasures.of(contract, contracts.wordings(contract.number()), grade),
                Map.of(),
                facts(contract, grade),
                contract.customerId(),
                contract.currency(),
                null);
    }

    private List<ShownFact> facts(Contract contract, @Nullable String grade) {
        List<ShownFact> facts = new ArrayList<>();
        facts.add(new ShownFact("Customer", customer(contract)));
        facts.add(new ShownFact("Wording", baseUrl + "/contracts/" + contract.number()));
        facts.add(new ShownFact("Total", money(contract)));
        facts.add(new ShownFact("Payment", PaymentPlan.words(contract.paymentPlan())));
        facts.add(new ShownFact(
                "Credit grade",
                grade == null
                        ? "not known"
                        : grade + " (from A, the best, to D, by the decision table Credit rating)"));
        facts.add(new ShownFact("Duration", contract.startsOn() + " to " + contract.endsOn()));
        facts.add(new ShownFact("Can be given up until", String.valueOf(contract.renewalOn())));
        for (ContractClause clause : contract.deviating()) {
            facts.add(new ShownFact("Deviation", clause.deviationInWords()));
        }
        if (contract.deviating().isEmpty()) {
            facts.add(new ShownFact("Deviations", "none"));
        }
        return facts;
    }

    private String customer(Contract contract) {
        return customers.get(contract.customerId()).name();
    }

    private static String money(Contract contract) {
        return Shown.money(contract.total()) + " " + contract.currency();
    }
}
