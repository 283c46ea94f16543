package io.tradewind.collection;

import io.tradewind.calendar.WorkingTime;
import io.tradewind.collection.PaymentPlans.Plan;
import io.tradewind.collection.PaymentStore.Stored;
import io.tradewind.collection.PaymentStore.Verdict;
import io.tradewind.credit.AgreedPrepayment;
import io.tradewind.customer.Customers;
import io.tradewind.engine.Refused;
import io.tradewind.engine.variables.Shown;
import io.tradewind.order.Invoice;
import io.tradewind.order.Invoices;
import io.tradewind.order.OrderChanges;
import io.tradewind.order.Orders;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

@Service
@Transactional
class PaymentDesk implements Payments {

    private final PaymentStore store;
    private final BookedBefore booked;
    private final PaymentPlans plans;
    private final Allocations allocations;
    private final Reversals reversals;
    private final PaymentSuggestions suggestions;
    private final Receivables receivables;
    private final Invoices invoices;
    private final OrderLocks locks;
    private final Orders orders;
    private final OrderChanges orderChanges;
    private final Customers customers;
    private final WorkingTime workingTime;

    PaymentDesk(
            PaymentStore store,
            BookedBefore booked,
            PaymentPlans plans,
            Allocations allocations,
            Reversals reversals,
            PaymentSuggestions suggestions,
            Receivables receivables,
            Invoices invoices,
            OrderLocks locks,
            Orders orders,
            OrderChanges orderChanges,
            Customers customers,
            WorkingTime workingTime) {
        this.store = store;
        this.booked = booked;
        this.plans = plans;
        this.allocations = allocations;
        this.reversals = reversals;
        this.suggestions = suggestions;
        this.receivables = receivables;
        this.invoices = invoices;
        this.locks = locks;
        this.orders = orders;
        this.orderChanges = orderChanges;
        this.customers = customers;
        this.workingTime = workingTime;
    }

    @Override
    public void book(ManualPayment payment) {
        BigDecimal amount = PaymentChecks.amount("paidAmount", payment.amount());
        LocalDate receivedOn = PaymentChecks.day(payment.receivedOn(), workingTime.today());
        String reference = PaymentChecks.reference(payment.bankReference());
        locks.take(payment.orderNumber());
        Receivable receivable = receivables
                .find(payment.invoiceNumber())
                .filter(found -> found.orderNumber().equals(payment.orderNumber()))
                .orElseThrow(() -> new Refused(
                        "invoiceNumber",
                        "There is no invoice '" + payment.invoiceNumber() + "' for order " + payment.orderNumber()
                                + "; choose one of the list."));
        String currency = payment.currency() == null
                ? receivable.currency()
                : payment.currency().strip();
        if (!currency.equalsIgnoreCase(receivable.currency())) {
            throw new Refused(
                    "paidCurrency",
                    "Invoice " + receivable.invoiceNumber() + " is in " + receivable.currency() + ", the payment in "
                            + currency + ". Let the bank convert it first.");
        }
        if (!receivable.isPayable()) {
            throw new Refused("invoiceNumber", "Invoice " + receivable.invoiceNumber() + " is paid already.");
        }
        if (amount.compareTo(receivable.payable()) > 0 && !payment.keepExcess()) {
            throw new Refused(
                    "paidAmount",
                    "Only " + Shown.money(receivable.payable(), receivable.currency()) + " of invoice "
                            + receivable.invoiceNumber() + " is open. If the customer really paid "
                            + Shown.money(amount, receivable.currency()) + ", say that the rest is a prepayment.");
        }
        BankLine line = new BankLine(
                reference, amount, receivable.currency(), receivedOn, payment.payer(), receivable.invoiceNumber());
        booked.checkNew(line);
        long id = store.insert(line, "by-hand", Verdict.matched(receivable.customerId(), "typed in by finance"))
                .orElseThrow(() -> BookedBefore.bookedAlready(reference));
        allocations.allocate(id, receivable, amount.min(receivable.payable()), receivedOn);
    }

    @Override
    public void bookPrepayment(ManualPrepayment payment) {
        BigDecimal amount = PaymentChecks.amount("amount", payment.amount());
        LocalDate receivedOn = PaymentChecks.day(payment.receivedOn(), workingTime.today());
        String reference = PaymentChecks.reference(payment.bankReference());
        AgreedPrepayment agreed = plans.agreed(payment.document());
        BankLine line =
                new BankLine(reference, amount, agreed.currency(), receivedOn, payment.payer(), agreed.subject());
        booked.checkNew(line);
        long id = store.insert(line, "by-hand", Verdict.matched(agreed.customerId(), "typed in by finance"))
                .orElseThrow(() -> BookedBefore.bookedAlready(reference));
        keepFor(id, agreed);
    }

    @Override
    public void prepay(long paymentId, String document) {
        AgreedPrepayment agreed = plans.agreed(document);
        Stored payment = lockedUsable(paymentId);
        if (!payment.view().currency().equals(agreed.currency())) {
            throw new Refused("document", "The prepayment was agreed in " + agreed.currency() + ".");
        }
        Long customer = payment.view().customerId();
        if (customer != null && customer != agreed.customerId()) {
            throw new Refused("document", agreed.subject() + " is of another customer than the payment.");
        }
        if (payment.view().state().equals("unmatched")) {
            store.matched(paymentId, agreed.customerId(), null, "said by a person");
        }
        keepFor(paymentId, agreed);
    }

    private void keepFor(long paymentId, AgreedPrepayment agreed) {
        store.earmark(paymentId, agreed.subject());
        orderChanges.prepaymentBooked(agreed.subject());
    }

    @Override
    public void usePrepayments(String invoiceNumber) {
        String orderNumber = allocations.receivable(invoiceNumber).orderNumber();
        locks.take(orderNumber);
        String contract = orders.get(orderNumber).contractNumber();
        for (long id : store.prepaying(contract)) {
            PaymentView payment = store.lock(id).orElseThrow().view();
            Receivable receivable = allocations.receivable(invoiceNumber);
            BigDecimal used = payment.left().min(receivable.payable());
            if (used.signum() > 0 && payment.currency().equals(receivable.currency())) {
                allocations.allocate(id, receivable, used, payment.receivedOn());
            }
        }
    }

    @Override
    public Taken take(BankLine written) {
        BankLine line = checked(written);
        if (booked.isKnown(line)) {
            return new Taken(false, List.of());
        }
        if (line.isReversal()) {
            return reversals.take(line);
        }
        Plan seen = plans.of(line);
        locks.take(seen.receivables().stream().map(Receivable::orderNumber).toList());
        Plan plan = plans.of(line);
        if (!plan.receivables().isEmpty() && !plan.numbers().equals(seen.numbers())) {
            // somebody else booked in between: what is plain now was not locked
            plan = Plan.doubtful("The open invoices changed while it was taken.");
        }
        plan = booked.twin(line).map(Plan::doubtful).orElse(plan);
        Optional<Long> id = store.insert(line, "bank-file", plan.verdict());
        if (id.isEmpty()) {
            booked.isKnown(line);
            return new Taken(false, List.of());
        }
        if (plan.prepays() != null) {
            keepFor(id.get(), plan.prepays());
        }
        BigDecimal left = line.amount();
        for (Receivable receivable : plan.receivables()) {
            BigDecimal pays = left.min(receivable.payable());
            allocations.allocate(id.get(), receivable, pays, line.receivedOn());
            left = left.subtract(pays);
        }
        return new Taken(
                true,
                plan.receivables().stream()
                        .map(Receivable::orderNumber)
                        .distinct()
                        .toList());
    }

    @Override
    public Taken reverse(long reversalId, long originId) {
        return reversals.reverse(reversalId, originId);
    }

    @Override
    public Taken match(long paymentId, String invoiceNumber) {
        return assign(paymentId, List.of(new Part(invoiceNumber, null)));
    }

    @Override
    public Taken assign(long paymentId, List<Part> parts) {
        Set<String> numbers = new LinkedHashSet<>();
        for (Part part : parts) {
            if (!numbers.add(part.invoiceNumber())) {
                throw new Refused("invoiceNumber", "Invoice " + part.invoiceNumber() + " is named twice.");
            }
        }
        if (parts.isEmpty()) {
            throw new Refused("invoiceNumber", "Say which invoice it is for.");
        }
        locks.take(parts.stream()
                .map(part -> allocations.receivable(part.invoiceNumber()).orderNumber())
                .toList());
        Stored payment = lockedUsable(paymentId);
        List<Receivable> paid = new ArrayList<>();
        List<BigDecimal> amounts = new ArrayList<>();
        BigDecimal left = payment.view().left();
        for (Part part : parts) {
            Receivable receivable = allocations.receivable(part.invoiceNumber());
            BigDecimal amount = checkedPart(part, receivable, payment, left);
            paid.add(receivable);
            amounts.add(amount);
            left = left.subtract(amount);
        }
        if (payment.view().state().equals("unmatched")) {
            store.matched(paymentId, paid.get(0).customerId(), null, "said by a person");
        }
        for (int i = 0; i < paid.size(); i++) {
            allocations.allocate(
                    paymentId, paid.get(i), amounts.get(i), payment.view().receivedOn());
        }
        return new Taken(
                true, paid.stream().map(Receivable::orderNumber).distinct().toList());
    }

    private static BigDecimal checkedPart(Part part, Receivable receivable, Stored payment, BigDecimal left) {
        String number = receivable.invoiceNumber();
        if (!receivable.currency().equalsIgnoreCase(payment.view().currency())) {
            throw new Refused(
                    "invoiceNumber",
                    "Invoice " + number + " is in " + receivable.currency() + ", the payment in "
                            + payment.view().currency() + ".");
        }
        Long customer = payment.view().customerId();
        if (customer != null && customer != receivable.customerId()) {
            throw new Refused("invoiceNumber", "Invoice " + number + " is of another customer than the payment.");
        }
        if (!receivable.isPayable()) {
            throw new Refused("invoiceNumber", "Invoice " + number + " is paid already.");
        }
        BigDecimal amount =
                part.amount() == null ? receivable.payable().min(left) : PaymentChecks.amount("amount", part.amount());
        if (amount.compareTo(receivable.payable()) > 0) {
            throw new Refused(
                    "amount",
                    "Only " + Shown.money(receivable.payable(), receivable.currency()) + " of invoice " + number
                            + " is open.");
        }
        if (amount.compareTo(left) > 0 || amount.signum() == 0) {
            throw new Refused(
                    "amount",
                    "The parts are more than the payment: for invoice " + number + " only "
                            + Shown.money(left, receivable.currency()) + " is left.");
        }
        return amount;
    }

    @Override
    public void putOnAccount(long paymentId, long customerId) {
        Stored payment = store.lockUnmatched(paymentId);
        if (!payment.view().kind().equals("payment")) {
            throw new Refused("Money that was taken back cannot be kept; say which payment it was.");
        }
        store.matched(paymentId, customers.get(customerId).id(), null, "kept on account by a person");
    }

    @Override
    public void releaseOverpaid(String invoiceNumber) {
        Optional<Receivable> found = receivables.find(invoiceNumber);
        if (found.isEmpty()) {
            return;
        }
        Receivable receivable = found.get();
        locks.take(receivable.orderNumber());
        BigDecimal over = invoices.find(invoiceNumber).map(Invoice::overpaid).orElse(BigDecimal.ZERO);
        for (PaymentStore.Paid paid : store.payers(invoiceNumber)) {
            BigDecimal freed = over.min(paid.amount());
            if (freed.signum() > 0) {
                store.lock(paid.payment());
                allocations.takeBack(paid.payment(), receivable, freed, workingTime.today());
                over = over.subtract(freed);
            }
        }
    }

    @Override
    public void discard(long paymentId, String reason) {
        store.lockUnmatched(paymentId);
        store.discard(paymentId, PaymentChecks.reason(reason));
    }

    @Override
    public String askRefund(long paymentId, @Nullable BigDecimal wanted, String reason) {
        Stored payment = lockedUsable(paymentId);
        BigDecimal left = payment.view().left();
        String why = PaymentChecks.reason(reason);
        boolean unmatched = payment.view().state().equals("unmatched");
        BigDecimal amount = wanted == null ? left : PaymentChecks.amount("amount", wanted);
        if (amount.compareTo(left) > 0 || unmatched && amount.compareTo(left) < 0) {
            throw new Refused(
                    "amount",
                    unmatched
                            ? "What nobody can match is paid back as a whole, or put on account first."
                            : "Only " + Shown.money(left, payment.view().currency()) + " of the payment is left.");
        }
        String number = store.insertRefund(
                paymentId,
                amount,
                payment.view().currency(),
                why,
                workingTime.today().getYear());
        if (unmatched) {
            store.discard(paymentId, "Paid back as " + number + ": " + why);
        }
        return number;
    }

    @Override
    public void refunded(String refundNumber, @Nullable LocalDate paidOn, @Nullable String bankReference) {
        if (paidOn == null || paidOn.isAfter(workingTime.today())) {
            throw new Refused("paidOn", "Say on which day, not in the future, the money left our account.");
        }
        if (bankReference == null || bankReference.isBlank()) {
            throw new Refused("bankReference", "Give the bank's own number of the transfer.");
        }
        if (!store.refunded(refundNumber, paidOn, bankReference.strip())) {
            throw new Refused("Refund " + refundNumber + " is paid already.");
        }
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Refund> findRefund(String refundNumber) {
        return store.refund(refundNumber);
    }

    @Override
    @Transactional(readOnly = true)
    public List<UnmatchedPayment> unmatched() {
        return store.unmatched();
    }

    @Override
    @Transactional(readOnly = true)
    public List<OnAccount> onAccount() {
        return store.onAccount();
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<PaymentView> find(long paymentId) {
        return store.find(paymentId).map(Stored::view);
    }

    @Override
    public List<Suggestion> suggestions(long paymentId) {
        return suggestions.of(paymentId);
    }

    /** An unmatched payment, or one of which something is on account. */
    private Stored lockedUsable(long paymentId) {
        return store.lock(paymentId)
                .filter(stored -> stored.view().kind().equals("payment")
                        && !stored.view().state().equals("discarded")
                        && stored.view().left().signum() > 0)
                .orElseThrow(() -> new Refused("There is no unmatched payment " + paymentId + " (any more)."));
    }

    private BankLine checked(BankLine line) {
        return new BankLine(
                line.externalId(),
                PaymentChecks.amount("amount", line.amount()),
                line.currency(),
                PaymentChecks.day(line.receivedOn(), workingTime.today()),
                line.payer(),
                line.reference(),
                line.payerAccount() == null
                        ? null
                        : line.payerAccount().replace(" ", "").toUpperCase(Locale.ROOT),
                line.endToEndId(),
                line.statement(),
                line.fingerprint(),
                line.isReversal(),
                line.originalReference());
    }
}
