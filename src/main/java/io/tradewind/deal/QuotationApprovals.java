package io.tradewind.deal;

import io.tradewind.approval.Approval;
import io.tradewind.approval.ApprovalDecision;
import io.tradewind.approval.ApprovalPlan;
import io.tradewind.approval.ApprovalRequest;
import io.tradewind.approval.ApprovalState;
import io.tradewind.approval.Approvals;
import io.tradewind.approval.ShownFact;
import io.tradewind.calendar.WorkingTime;
import io.tradewind.credit.CreditAccounts;
import io.tradewind.customer.Customer;
import io.tradewind.customer.Customers;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

@Service
@Transactional
class QuotationApprovals implements PriceApprovals {

    private static final String COVERED = "Within the bounds that were approved before.";

    private final Approvals approvals;
    private final Deals deals;
    private final Quotations quotations;
    private final Customers customers;
    private final CreditAccounts accounts;
    private final WorkingTime workingTime;
    private final DealAccess access;

    QuotationApprovals(
            Approvals approvals,
            Deals deals,
            Quotations quotations,
            Customers customers,
            CreditAccounts accounts,
            WorkingTime workingTime,
            DealAccess access) {
        this.approvals = approvals;
        this.deals = deals;
        this.quotations = quotations;
        this.customers = customers;
        this.accounts = accounts;
        this.workingTime = workingTime;
        this.access = access;
    }

    @Override
    public Optional<Long> request(String dealNumber, long version) {
        ApprovalRequest request = requestFor(quotations.get(dealNumber, version));
        if (covered(request)) {
            return Optional.empty();
        }
        Approval approval = approvals
                .latest(KIND, request.subject())
                .filter(known -> known.state() != ApprovalState.SUPERSEDED)
                .filter(known -> known.state() != ApprovalState.RECALLED)
                .orElseGet(() -> approvals.get(approvals.open(request)));
        return approval.state() == ApprovalState.APPROVED ? Optional.empty() : Optional.of(approval.id());
    }

    @Override
    public String settle(String dealNumber, long version) {
        ApprovalRequest request = requestFor(quotations.get(dealNumber, version));
        Optional<Approval> approval = approvals.latest(KIND, request.subject());
        if (approval.isEmpty() && covered(request)) {
            quotations.approve(dealNumber, version, null, COVERED);
            return ApprovalState.APPROVED.word();
        }
        Long id = approval.map(Approval::id).orElse(null);
        String remark = approval.map(QuotationApprovals::remark).orElse(null);
        ApprovalState state = approval.map(Approval::state).orElse(ApprovalState.REJECTED);
        if (state == ApprovalState.APPROVED) {
            quotations.approve(dealNumber, version, id, remark);
            return state.word();
        }
        // of a deal that was lost meanwhile there is no draft left to reject
        if (quotations.get(dealNumber, version).state() == Quotation.State.DRAFT) {
            quotations.reject(dealNumber, version, id, remark);
        }
        // withdrawn or superseded: nobody said no, so it may be revised
        return state == ApprovalState.REJECTED ? state.word() : ApprovalState.SENT_BACK.word();
    }

    @Override
    public boolean covers(OrderedQuantities ordered) {
        ApprovalRequest request = requestFor(ordered);
        return covered(request) || approvals.plan(request).ownAuthority();
    }

    @Override
    public long request(OrderedQuantities ordered) {
        return approvals.open(requestFor(ordered));
    }

    /** As if the version were quoted anew; without an end, since goods of an order may leave late. */
    private ApprovalRequest requestFor(OrderedQuantities ordered) {
        Quotation accepted = quotations.get(ordered.dealNumber(), ordered.version());
        ApprovalRequest anew = request(
                accepted.in(ordered.byPosition()),
                deals.get(ordered.dealNumber()).customerId());
        List<ShownFact> facts = new ArrayList<>(anew.facts());
        facts.add(new ShownFact("Order", ordered.order() + ", changed after the customer had accepted"));
        facts.add(new ShownFact("Total as accepted", Words.money(accepted.total(), accepted.currency())));
        return new ApprovalRequest(
                KIND,
                "%s %s v%d".formatted(ordered.dealNumber(), ordered.order(), ordered.revision()),
                ordered.revision(),
                ordered.rep(),
                anew.title() + ", order " + ordered.order() + " in other quantities",
                anew.measures(),
                anew.inputs(),
                facts,
                anew.customerId(),
                anew.currency(),
                null);
    }

    @Override
    public Optional<Long> open(Quotation quotation) {
        return approvals
                .latest(KIND, subject(quotation))
                .filter(approval -> approval.state() == ApprovalState.OPEN)
                .map(Approval::id);
    }

    @Override
    public ApprovalPlan preview(String dealNumber, QuotationDraft draft) {
        Deal deal = deals.get(dealNumber);
        Long customer = deal.customerId() == null ? draft.customerId() : deal.customerId();
        ApprovalRequest request = request(quotations.preview(dealNumber, draft), customer);
        if (covered(request)) {
            return new ApprovalPlan(List.of(), COVERED);
        }
        return access.mayKnowCost() ? approvals.plan(request) : approvals.discreetPlan(request);
    }

    private boolean covered(ApprovalRequest request) {
        return approvals.covers(
                KIND, document(request.subject()), request.measures(), request.inputs(), workingTime.today());
    }

    private static String subject(Quotation quotation) {
        return quotation.dealNumber() + " v" + quotation.version();
    }

    private static String document(String subject) {
        return subject.substring(0, subject.indexOf(' '));
    }

    private ApprovalRequest requestFor(Quotation quotation) {
        return request(quotation, deals.get(quotation.dealNumber()).customerId());
    }

    /**
     * The writer asks: a manager who writes for a rep is inside their own limit, and never decides it afterwards. Discount
     * and margin are those of the worst line, if that is worse than the whole: who may give 5 % may give it on each line.
     */
    private ApprovalRequest request(Quotation quotation, @Nullable Long customerId) {
        Optional<Customer> customer = Optional.ofNullable(customerId).map(customers::get);
        String name = customer.map(Customer::name).orElse("a customer not named yet");
        return new ApprovalRequest(
                KIND,
                subject(quotation),
                Math.toIntExact(quotation.version()),
                quotation.createdBy(),
                discountInWords(quotation) + " for " + name + " (" + quotation.dealNumber() + ")",
                PriceMeasures.measures(quotation, beyondTerms(quotation, customerId)),
                PriceMeasures.inputs(quotation, customer),
                facts(quotation, customer),
                customerId,
                quotation.currency(),
                lastDayOfUse(quotation));
    }

    /** A contract takes over the days to pay and never has more, so this is the one place to ask. */
    private int beyondTerms(Quotation quotation, @Nullable Long customerId) {
        OptionalInt agreed = customerId == null ? OptionalInt.empty() : accounts.agreedPaymentDays(customerId);
        return agreed.isEmpty() ? 0 : Math.max(0, quotation.paymentDays() - agreed.getAsInt());
    }

    private static String discountInWords(Quotation quotation) {
        String whole = Words.percent(quotation.discount()) + " discount";
        return largestOnOneLine(quotation)
                ? whole + ", " + Words.percent(quotation.largestDiscount()) + " on one line"
                : whole;
    }

    private static boolean largestOnOneLine(Quotation quotation) {
        return !Words.percent(quotation.largestDiscount()).equals(Words.percent(quotation.discount()));
    }

    /** A price that was accepted in time holds until the goods are delivered. */
    private static LocalDate lastDayOfUse(Quotation quotation) {
        return quotation.deliveryDate().isAfter(quotation.validUntil())
                ? quotation.deliveryDate()
                : quotation.validUntil();
    }

    /** What everybody who is asked may read: no cost, no margin, no floor price. */
    private List<ShownFact> facts(Quotation quotation, Optional<Customer> customer) {
        List<ShownFact> facts = new ArrayList<>();
        customer.ifPresent(
                known -> facts.add(new ShownFact("Customer", known.name() + ", class " + known.customerClass())));
        facts.add(new ShownFact("Quotation", quotation.dealNumber() + ", version " + quotation.version()));
        facts.add(new ShownFact("Total", Words.money(quotation.total(), quotation.currency())));
        facts.add(new ShownFact("At list price", Words.money(quotation.listTotal(), quotation.currency())));
        facts.add(new ShownFact("Discount", Words.percent(quotation.discount())));
        if (largestOnOneLine(quotation)) {
            facts.add(new ShownFact("Largest line discount", Words.percent(quotation.largestDiscount())));
        }
        facts.add(new ShownFact("Days to pay", String.valueOf(quotation.paymentDays())));
        customer.map(Customer::id)
                .map(accounts::agreedPaymentDays)
                .filter(OptionalInt::isPresent)
                .ifPresent(agreed ->
                        facts.add(new ShownFact("Days to pay by the credit review", "at most " + agreed.getAsInt())));
        facts.add(new ShownFact("Delivery", quotation.deliveryDate().toString()));
        facts.add(new ShownFact("Valid until", quotation.validUntil().toString()));
        facts.add(new ShownFact(
                "Lines", quotation.lines().stream().map(Words::line).collect(Collectors.joining("; "))));
        before(quotation)
                .ifPresent(last -> facts.add(
                        new ShownFact("Against version " + last.version(), Words.comparison(last, quotation))));
        return facts;
    }

    private Optional<Quotation> before(Quotation quotation) {
        return deals.quotations(quotation.dealNumber()).stream()
                .filter(other -> other.version() == quotation.version() - 1)
                .findFirst();
    }

    private static @Nullable String remark(Approval approval) {
        return approval.decisions().stream()
                .map(ApprovalDecision::comment)
                .filter(Objects::nonNull)
                .reduce((first, last) -> last)
                .orElse(null);
    }
}
