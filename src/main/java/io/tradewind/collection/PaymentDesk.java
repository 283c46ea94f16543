package io.tradewind.collection;

import io.tradewind.calendar.WorkingTime;
import io.tradewind.collection.PaymentStore.Stored;
import io.tradewind.collection.PaymentStore.Verdict;
import io.tradewind.credit.AgreedPrepayment;
import io.tradewind.credit.CreditGate;
import io.tradewind.customer.Customers;
import io.tradewind.engine.Refused;
import io.tradewind.engine.variables.Shown;
import io.tradewind.order.Invoice;
import io.tradewind.order.Invoices;
import io.tradewind.order.OrderChanges;
import io.tradewind.order.Orders;
import io.tradewind.order.Prepayments;
import io.tradewind.order.SalesOrder;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

@Service
@Transactional
class PaymentDesk implements Payments {

    private static final BigDecimal MOST = new BigDecimal("9999999999999.99");

    /** Banks date a credit a few days ahead at most; later is a slip. */
    private static final int MOST_DAYS_AHEAD = 7;

    private static final int LONGEST_REASON = 1000;

    /** An invoice number as payers write it: with hyphens, blanks or nothing between its parts, or as ISO 11649 creditor reference. */
    private static final Pattern INVOICE_NUMBER = Pattern.compile(
            "(?<![A-Za-z0-9])(?:RF\\d{2}\\s?)?I[-\\s]?(\\d{4})[-\\s]?(\\d{6})(?!\\d)", Pattern.CASE_INSENSITIVE);

    /** The number of a contract or an order. */
    private static final Pattern DOCUMENT_NUMBER =
            Pattern.compile("(?<![A-Za-z0-9])([CO])[-\\s]?(\\d{4})[-\\s]?(\\d{6})(?!\\d)", Pattern.CASE_INSENSITIVE);

    private final PaymentStore store;
    private final PaymentMatching matching;
    private final WriteOffBook writeOffs;
    private final Receivables receivables;
    private final Invoices invoices;
    private final Pauses pauses;
    private final OrderLocks locks;
    private final DeliveryHolds holds;
    private final CreditGate gate;
    private final Prepayments prepayments;
    private final Orders orders;
    private final OrderChanges orderChanges;
    private final Customers customers;
    private final WorkingTime workingTime;
    private final ApplicationEventPublisher events;

    PaymentDesk(
            PaymentStore store,
            PaymentMatching matching,
            WriteOffBook writeOffs,
            Receivables receivables,
            Invoices invoices,
            Pauses pauses,
            OrderLocks locks,
            DeliveryHolds holds,
            CreditGate gate,
            Prepayments prepayments,
            Orders orders,
            OrderChanges orderChanges,
            Customers customers,
            WorkingTime workingTime,
            ApplicationEventPublisher events) {
        this.store = store;
        this.matching = matching;
        this.writeOffs = writeOffs;
        this.receivables = receivables;
        this.invoices = invoices;
        this.pauses = pauses;
        this.locks = locks;
        this.holds = holds;
        this.gate = gate;
        this.prepayments = prepayments;
        this.orders = orders;
        this.orderChanges = orderChanges;
        this.customers = customers;
        this.workingTime = workingTime;
        this.events = events;
    }

    @Override
    public void book(ManualPayment payment) {
        BigDecimal amount = checkedAmount("paidAmount", payment.amount());
        LocalDate receivedOn = checkedDate(payment.receivedOn());
        String reference = checkedReference(payment.bankReference());
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
                    "Only " + money(receivable.payable(), receivable.currency()) + " of invoice "
                            + receivable.invoiceNumber() + " is open. If the customer really paid "
                            + money(amount, receivable.currency()) + ", say that the rest is a prepayment.");
        }
        BankLine line = new BankLine(
                reference, amount, receivable.currency(), receivedOn, payment.payer(), receivable.invoiceNumber());
        checkNew(line);
        long id = store.insert(line, "by-hand", Verdict.matched(receivable.customerId(), "typed in by finance"))
                .orElseThrow(() -> bookedAlready(reference));
        allocate(id, receivable, amount.min(receivable.payable()), receivedOn);
    }

    private static String checkedReference(@Nullable String bankReference) {
        String reference = bankReference == null ? "" : bankReference.strip();
        if (reference.isEmpty()) {
            throw new Refused(
                    "bankReference", "Give the bank's own number of the payment; it keeps it from being booked twice.");
        }
        return reference;
    }

    private void checkNew(BankLine line) {
        BankNumber number = numberOf(line);
        if (store.known(number).stream().anyMatch(known -> known.number().matches(number))) {
            throw bookedAlready(line.externalId());
        }
    }

    private static Refused bookedAlready(String reference) {
        return new Refused(
                "bankReference",
                "The payment with bank reference " + reference + " is booked already; nothing was changed.");
    }

    @Override
    public void bookPrepayment(ManualPrepayment payment) {
        BigDecimal amount = checkedAmount("amount", payment.amount());
        LocalDate receivedOn = checkedDate(payment.receivedOn());
        String reference = checkedReference(payment.bankReference());
        AgreedPrepayment agreed = agreed(payment.document());
        BankLine line =
                new BankLine(reference, amount, agreed.currency(), receivedOn, payment.payer(), agreed.subject());
        checkNew(line);
        long id = store.insert(line, "by-hand", Verdict.matched(agreed.customerId(), "typed in by finance"))
                .orElseThrow(() -> bookedAlready(reference));
        keepFor(id, agreed);
    }

    @Override
    public void prepay(long paymentId, String document) {
        AgreedPrepayment agreed = agreed(document);
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

    private AgreedPrepayment agreed(String document) {
        return agreedIn(document).stream()
                .findFirst()
                .orElseThrow(() -> new Refused(
                        "document",
                        "No prepayment was agreed for '" + document.strip()
                                + "'; give the number of the contract or the order."));
    }

    /** The agreed prepayments of the contracts and orders that a text names. */
    private List<AgreedPrepayment> agreedIn(@Nullable String text) {
        Map<String, AgreedPrepayment> found = new LinkedHashMap<>();
        Matcher matcher = DOCUMENT_NUMBER.matcher(text == null ? "" : text);
        while (matcher.find()) {
            String kind = matcher.group(1).toUpperCase(Locale.ROOT);
            String number = kind + "-" + matcher.group(2) + "-" + matcher.group(3);
            Optional<String> contract =
                    kind.equals("C") ? Optional.of(number) : orders.find(number).map(SalesOrder::contractNumber);
            contract.flatMap(gate::prepayment).ifPresent(agreed -> found.put(agreed.subject(), agreed));
        }
        return List.copyOf(found.values());
    }

    @Override
    public void usePrepayments(String invoiceNumber) {
        String orderNumber = receivable(invoiceNumber).orderNumber();
        locks.take(orderNumber);
        String contract = orders.get(orderNumber).contractNumber();
        for (long id : store.prepaying(contract)) {
            PaymentView payment = store.lock(id).orElseThrow().view();
            Receivable receivable = receivable(invoiceNumber);
            BigDecimal used = payment.left().min(receivable.payable());
            if (used.signum() > 0 && payment.currency().equals(receivable.currency())) {
                allocate(id, receivable, used, payment.receivedOn());
            }
        }
    }

    @Override
    public Taken take(BankLine written) {
        BankLine line = checked(written);
        if (isKnown(line)) {
            return new Taken(false, List.of());
        }
        if (line.isReversal()) {
            return takeReversal(line);
        }
        Plan seen = plan(line);
        locks.take(seen.receivables().stream().map(Receivable::orderNumber).toList());
        Plan plan = plan(line);
        if (!plan.receivables().isEmpty() && !plan.numbers().equals(seen.numbers())) {
            // somebody else booked in between: what is plain now was not locked
            plan = Plan.doubtful("The open invoices changed while it was taken.");
        }
        plan = twin(line).map(Plan::doubtful).orElse(plan);
        Optional<Long> id = store.insert(line, "bank-file", plan.verdict());
        if (id.isEmpty()) {
            isKnown(line);
            return new Taken(false, List.of());
        }
        if (plan.prepays() != null) {
            keepFor(id.get(), plan.prepays());
        }
        BigDecimal left = line.amount();
        for (Receivable receivable : plan.receivables()) {
            BigDecimal pays = left.min(receivable.payable());
            allocate(id.get(), receivable, pays, line.receivedOn());
            left = left.subtract(pays);
        }
        return new Taken(
                true,
                plan.receivables().stream()
                        .map(Receivable::orderNumber)
                        .distinct()
                        .toList());
    }

    /** @throws Refused if another payment came under its number: neither is it taken nor forgotten */
    private boolean isKnown(BankLine line) {
        BankNumber number = numberOf(line);
        List<PaymentStore.KnownPayment> known = store.known(number).stream()
                .filter(before -> before.number().matches(number))
                .toList();
        if (known.isEmpty() || known.stream().anyMatch(before -> saysTheSame(before, line))) {
            return !known.isEmpty();
        }
        PaymentStore.KnownPayment before = known.get(0);
        throw new Refused(
                "externalId",
                "Under the bank's number " + before.number().written() + " stands another payment, of "
                        + money(before.amount(), before.currency()) + " on " + before.receivedOn()
                        + ". Ask the bank which is right.");
    }

    private static boolean saysTheSame(PaymentStore.KnownPayment before, BankLine line) {
        BigDecimal amount = line.isReversal() ? line.amount().negate() : line.amount();
        return before.amount().compareTo(amount) == 0
                && before.currency().equals(line.currency())
                && before.receivedOn().equals(line.receivedOn());
    }

    private static BankNumber numberOf(BankLine line) {
        return BankNumber.of(line.externalId(), line.statement() != null);
    }

    /** Why it may be the same as a payment taken before. */
    private Optional<String> twin(BankLine line) {
        Optional<String> unnumbered = line.fingerprint() == null || line.statement() == null
                ? Optional.empty()
                : store.lookAlike(line.fingerprint(), line.statement());
        if (unnumbered.isPresent()) {
            return Optional.of("It says the same as payment " + unnumbered.get()
                    + " of another statement, and the bank gives it no number of its own: it may be the same payment.");
        }
        return store.known(numberOf(line)).stream()
                .filter(before -> saysTheSame(before, line))
                .filter(before -> Objects.equals(before.reference(), line.reference()))
                .findFirst()
                .map(before -> "It has number, day, amount and reference of payment "
                        + before.number().written() + " of another account: it may be the same payment.");
    }

    /** What a line pays, or why nobody can tell. */
    private record Plan(List<Receivable> receivables, Verdict verdict, @Nullable AgreedPrepayment prepays) {

        Plan(List<Receivable> receivables, Verdict verdict) {
            this(receivables, verdict, null);
        }

        static Plan doubtful(String doubt) {
            return new Plan(List.of(), Verdict.doubtful(doubt));
        }

        List<String> numbers() {
            return receivables.stream().map(Receivable::invoiceNumber).toList();
        }
    }

    private Plan plan(BankLine line) {
        Set<String> named = invoiceNumbers(line.reference());
        if (named.isEmpty()) {
            return matching.sure(clues(line))
                    .map(sure -> new Plan(sure.receivables(), Verdict.matched(sure.customerId(), sure.why())))
                    .or(() -> prepaid(line))
                    .orElseGet(() -> Plan.doubtful("The reference names no invoice."));
        }
        List<Receivable> known = known(named);
        return doubt(named, known, line.amount(), line.currency())
                .map(Plan::doubtful)
                .orElseGet(() -> new Plan(
                        known,
                        Verdict.matched(
                                known.get(0).customerId(), "the reference names " + String.join(" and ", named))));
    }

    /** The prepayment of the one contract or order that the reference names. */
    private Optional<Plan> prepaid(BankLine line) {
        List<AgreedPrepayment> named = agreedIn(line.reference());
        if (named.size() != 1) {
            return Optional.empty();
        }
        AgreedPrepayment agreed = named.get(0);
        if (!agreed.currency().equals(line.currency())) {
            return Optional.of(Plan.doubtful("The prepayment of " + agreed.subject() + " was agreed in "
                    + agreed.currency() + ", the payment is in " + line.currency() + "."));
        }
        BigDecimal missing = agreed.amount().subtract(prepayments.received(agreed.subject()));
        if (line.amount().compareTo(missing) > 0) {
            return Optional.of(Plan.doubtful("Of the prepayment of " + agreed.subject() + " only "
                    + money(missing.max(BigDecimal.ZERO), agreed.currency()) + " is still to come."));
        }
        return Optional.of(new Plan(
                List.of(),
                Verdict.matched(agreed.customerId(), "the reference names " + agreed.subject() + ", to be prepaid"),
                agreed));
    }

    private static PaymentMatching.Clues clues(BankLine line) {
        return new PaymentMatching.Clues(
                line.amount(), line.currency(), line.payer(), line.payerAccount(), line.reference());
    }

    /** Why it cannot be told what the payment is for; empty if it is plain. */
    private static Optional<String> doubt(
            Set<String> named, List<Receivable> known, BigDecimal amount, String currency) {
        if (known.size() < named.size()) {
            return Optional.of("There is no invoice "
                    + named.stream()
                            .filter(number -> known.stream()
                                    .noneMatch(found -> found.invoiceNumber().equals(number)))
                            .findFirst()
                            .orElse("of that number")
                    + ".");
        }
        Receivable first = known.get(0);
        for (Receivable receivable : known) {
            if (!receivable.currency().equalsIgnoreCase(currency)) {
                return Optional.of("Invoice " + receivable.invoiceNumber() + " is in " + receivable.currency()
                        + ", the payment in " + currency + ".");
            }
            if (!receivable.isPayable()) {
                return Optional.of("Invoice " + receivable.invoiceNumber() + " is paid already.");
            }
            if (receivable.customerId() != first.customerId()) {
                return Optional.of("The reference names invoices of several customers.");
            }
        }
        BigDecimal open = known.stream().map(Receivable::payable).reduce(BigDecimal.ZERO, BigDecimal::add);
        if (amount.compareTo(open) > 0) {
            return Optional.of("Only " + money(open, currency) + " is open.");
        }
        if (known.size() > 1 && amount.compareTo(open) < 0) {
            return Optional.of("The reference names several invoices and the amount does not pay all of them.");
        }
        return Optional.empty();
    }

    private Taken takeReversal(BankLine line) {
        List<Long> origins = store.origins(
                line.amount(), line.currency(), line.receivedOn(), line.endToEndId(), line.originalReference());
        Optional<Stored> origin = origins.size() == 1 ? lockedOrigin(origins.get(0)) : Optional.empty();
        boolean plain = origin.isPresent()
                && origin.get().view().amount().compareTo(line.amount()) == 0
                && !isUndone(origin.get());
        Verdict verdict = plain
                ? reversalOf(origin.get())
                : Verdict.doubtful(
                        origins.isEmpty()
                                ? "The bank took money back; it does not say which payment that was."
                                : "The bank took money back; it may be more than one payment, or another amount.");
        Optional<Long> id = store.insert(line, "bank-file", verdict);
        if (id.isEmpty()) {
            isKnown(line);
            return new Taken(false, List.of());
        }
        return plain
                ? new Taken(true, List.of(), undo(id.get(), origin.get(), line.amount(), line.receivedOn()))
                : new Taken(true, List.of());
    }

    /** A payment that nobody had matched is put aside with what undoes it. */
    private Verdict reversalOf(Stored origin) {
        Long customer = origin.view().customerId();
        return customer == null
                ? Verdict.doubtful("The bank took back payment " + origin.view().externalId()
                        + ", which nobody has matched yet: put both aside.")
                : Verdict.reversal(customer, origin.view().id());
    }

    @Override
    public Taken reverse(long reversalId, long originId) {
        Optional<Stored> origin = lockedOrigin(originId);
        Stored reversal = lockedUnmatched(reversalId);
        if (!reversal.view().kind().equals("reversal")) {
            throw new Refused("Entry " + reversalId + " takes nothing back.");
        }
        BigDecimal amount = reversal.view().amount().negate();
        if (origin.isEmpty() || origin.get().view().customerId() == null) {
            throw new Refused("origin", "There is no matched payment " + originId + ".");
        }
        if (!origin.get().view().currency().equals(reversal.view().currency())) {
            throw new Refused("origin", "The payment is in another currency.");
        }
        BigDecimal standing = standing(origin.get());
        if (amount.compareTo(standing) > 0) {
            throw new Refused(
                    "origin",
                    "Of payment " + originId + " only "
                            + money(standing, reversal.view().currency()) + " can be taken back.");
        }
        store.matched(reversalId, origin.get().view().customerId(), originId, "it takes payment " + originId + " back");
        return new Taken(
                true,
                List.of(),
                undo(reversalId, origin.get(), amount, reversal.view().receivedOn()));
    }

    /** What of a payment is still with us: on invoices or on account. */
    private static BigDecimal standing(Stored origin) {
        return origin.view().uses().stream()
                .map(Use::amount)
                .reduce(origin.view().left(), BigDecimal::add);
    }

    private static boolean isUndone(Stored origin) {
        return standing(origin).signum() <= 0;
    }

    private Optional<Stored> lockedOrigin(long originId) {
        store.find(originId)
                .ifPresent(found -> locks.take(found.view().uses().stream()
                        .map(use -> receivable(use.invoiceNumber()).orderNumber())
                        .toList()));
        return store.lock(originId).filter(stored -> stored.view().kind().equals("payment"));
    }

    /** First what was on account, then from the invoice due last to the one due first. */
    private List<ReopenedOrder> undo(long reversalId, Stored origin, BigDecimal amount, LocalDate day) {
        BigDecimal left =
                amount.subtract(origin.view().left().max(BigDecimal.ZERO)).max(BigDecimal.ZERO);
        Map<String, ReopenedOrder> reopened = new LinkedHashMap<>();
        for (Use use : origin.view().uses()) {
            BigDecimal taken = left.min(use.amount());
            if (taken.signum() > 0) {
                Receivable receivable = receivable(use.invoiceNumber());
                long allocation = store.allocate(
                        reversalId, receivable.invoiceNumber(), taken.negate(), receivable.dueOn(), false);
                publish(reversalId, allocation, receivable, taken.negate(), day);
                reopened.put(
                        receivable.orderNumber(),
                        new ReopenedOrder(receivable.orderNumber(), receivable.customerId(), receivable.rep()));
                left = left.subtract(taken);
            }
        }
        return List.copyOf(reopened.values());
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
                .map(part -> receivable(part.invoiceNumber()).orderNumber())
                .toList());
        Stored payment = lockedUsable(paymentId);
        List<Receivable> paid = new ArrayList<>();
        List<BigDecimal> amounts = new ArrayList<>();
        BigDecimal left = payment.view().left();
        for (Part part : parts) {
            Receivable receivable = receivable(part.invoiceNumber());
            BigDecimal amount = checkedPart(part, receivable, payment, left);
            paid.add(receivable);
            amounts.add(amount);
            left = left.subtract(amount);
        }
        if (payment.view().state().equals("unmatched")) {
            store.matched(paymentId, paid.get(0).customerId(), null, "said by a person");
        }
        for (int i = 0; i < paid.size(); i++) {
            allocate(paymentId, paid.get(i), amounts.get(i), payment.view().receivedOn());
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
                part.amount() == null ? receivable.payable().min(left) : checkedAmount("amount", part.amount());
        if (amount.compareTo(receivable.payable()) > 0) {
            throw new Refused(
                    "amount",
                    "Only " + money(receivable.payable(), receivable.currency()) + " of invoice " + number
                            + " is open.");
        }
        if (amount.compareTo(left) > 0 || amount.signum() == 0) {
            throw new Refused(
                    "amount",
                    "The parts are more than the payment: for invoice " + number + " only "
                            + money(left, receivable.currency()) + " is left.");
        }
        return amount;
    }

    @Override
    public void putOnAccount(long paymentId, long customerId) {
        Stored payment = lockedUnmatched(paymentId);
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
                long allocation =
                        store.allocate(paid.payment(), invoiceNumber, freed.negate(), receivable.dueOn(), false);
                publish(paid.payment(), allocation, receivable, freed.negate(), workingTime.today());
                over = over.subtract(freed);
            }
        }
    }

    @Override
    public void discard(long paymentId, String reason) {
        lockedUnmatched(paymentId);
        store.discard(paymentId, checkedReason(reason));
    }

    @Override
    public String askRefund(long paymentId, @Nullable BigDecimal wanted, String reason) {
        Stored payment = lockedUsable(paymentId);
        BigDecimal left = payment.view().left();
        String why = checkedReason(reason);
        boolean unmatched = payment.view().state().equals("unmatched");
        BigDecimal amount = wanted == null ? left : checkedAmount("amount", wanted);
        if (amount.compareTo(left) > 0 || unmatched && amount.compareTo(left) < 0) {
            throw new Refused(
                    "amount",
                    unmatched
                            ? "What nobody can match is paid back as a whole, or put on account first."
                            : "Only " + money(left, payment.view().currency()) + " of the payment is left.");
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
        return store.find(paymentId)
                .map(stored -> stored.view().kind().equals("reversal") ? origins(stored) : uses(stored))
                .orElse(List.of());
    }

    private List<Suggestion> uses(Stored stored) {
        PaymentView view = stored.view();
        List<Suggestion> suggestions = new ArrayList<>();
        List<Receivable> named = known(invoiceNumbers(view.reference())).stream()
                .filter(Receivable::isPayable)
                .filter(receivable -> receivable.currency().equalsIgnoreCase(view.currency()))
                .toList();
        BigDecimal left = view.left();
        for (Receivable receivable : named) {
            suggestions.add(new Suggestion(
                    receivable.customerId(),
                    customers.get(receivable.customerId()).name(),
                    List.of(new Part(receivable.invoiceNumber(), left.min(receivable.payable()))),
                    90,
                    "The reference names it; " + money(receivable.payable(), receivable.currency())
                            + (receivable.isOpen() ? " is open" : " was written off"),
                    null));
        }
        matching
                .candidates(new PaymentMatching.Clues(
                        left, view.currency(), view.payer(), view.payerAccount(), view.reference()))
                .stream()
                .filter(candidate -> candidate.confidence() > 0)
                .filter(candidate ->
                        suggestions.stream().noneMatch(one -> one.parts().equals(candidate.parts())))
                .forEach(candidate -> suggestions.add(new Suggestion(
                        candidate.customerId(),
                        customers.get(candidate.customerId()).name(),
                        candidate.parts(),
                        candidate.confidence(),
                        candidate.why(),
                        null)));
        suggestions.sort(Comparator.comparingInt(Suggestion::confidence).reversed());
        return suggestions;
    }

    private List<Suggestion> origins(Stored stored) {
        PaymentView view = stored.view();
        BigDecimal amount = view.amount().negate();
        Set<Long> ids = new LinkedHashSet<>(store.origins(
                amount, view.currency(), view.receivedOn(), stored.endToEndId(), stored.originalReference()));
        int named = ids.size();
        ids.addAll(store.likelyOrigins(amount, view.currency(), view.receivedOn(), view.payerAccount()));
        List<Suggestion> suggestions = new ArrayList<>();
        for (Long id : ids) {
            PaymentView origin = store.find(id).orElseThrow().view();
            Long customer = origin.customerId();
            if (customer != null) {
                suggestions.add(new Suggestion(
                        customer,
                        customers.get(customer).name(),
                        List.of(),
                        suggestions.size() < named ? 80 : 40,
                        (suggestions.size() < named ? "The bank names this payment" : "The same amount")
                                + ", received on " + origin.receivedOn() + " from "
                                + Optional.ofNullable(origin.payer()).orElse("somebody"),
                        id));
            }
        }
        return suggestions;
    }

    private Stored lockedUnmatched(long paymentId) {
        return store.lock(paymentId)
                .filter(stored -> stored.view().state().equals("unmatched"))
                .orElseThrow(() -> new Refused("There is no unmatched payment " + paymentId + " (any more)."));
    }

    /** An unmatched payment, or one of which something is on account. */
    private Stored lockedUsable(long paymentId) {
        return store.lock(paymentId)
                .filter(stored -> stored.view().kind().equals("payment")
                        && !stored.view().state().equals("discarded")
                        && stored.view().left().signum() > 0)
                .orElseThrow(() -> new Refused("There is no unmatched payment " + paymentId + " (any more)."));
    }

    /** Under the order's lock, with what is open read under it. What was given up is owed again before it is paid. */
    private void allocate(long paymentId, Receivable found, BigDecimal amount, LocalDate receivedOn) {
        Receivable receivable = amount.compareTo(found.open()) > 0
                ? writeOffs.takeBack(found, amount.subtract(found.open()), "Paid after all", paymentId)
                : found;
        boolean paysAllOpen = amount.compareTo(receivable.open()) == 0;
        boolean settles = paysAllOpen && receivable.writtenOff().signum() == 0;
        long allocation = store.allocate(paymentId, receivable.invoiceNumber(), amount, receivable.dueOn(), settles);
        if (paysAllOpen) {
            pauses.paid(receivable.invoiceNumber());
        } else {
            pauses.paidPart(receivable.invoiceNumber(), receivable.open().subtract(amount));
        }
        holds.liftIfPaid(receivable.customerId());
        publish(paymentId, allocation, receivable, amount, receivedOn);
    }

    private void publish(long paymentId, long allocation, Receivable receivable, BigDecimal amount, LocalDate day) {
        events.publishEvent(new PaymentReceived(
                paymentId,
                allocation,
                receivable.invoiceNumber(),
                receivable.customerId(),
                receivable.rep(),
                amount,
                receivable.currency(),
                day,
                receivable.owedLess(receivable(receivable.invoiceNumber()), amount)));
    }

    private BankLine checked(BankLine line) {
        return new BankLine(
                line.externalId(),
                checkedAmount("amount", line.amount()),
                line.currency(),
                checkedDate(line.receivedOn()),
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

    private static BigDecimal checkedAmount(String field, @Nullable BigDecimal amount) {
        if (amount == null) {
            throw new Refused(field, "Say how much was received.");
        }
        if (amount.signum() <= 0) {
            throw new Refused(field, "A payment must be more than zero.");
        }
        if (amount.stripTrailingZeros().scale() > 2 || amount.compareTo(MOST) > 0) {
            throw new Refused(field, "An amount has two decimals and at most 13 digits before them.");
        }
        return amount.setScale(2);
    }

    private LocalDate checkedDate(@Nullable LocalDate receivedOn) {
        if (receivedOn == null) {
            throw new Refused("receivedOn", "Say on which day the money was received.");
        }
        LocalDate today = workingTime.today();
        if (receivedOn.isAfter(today.plusDays(MOST_DAYS_AHEAD)) || receivedOn.isBefore(today.minusYears(10))) {
            throw new Refused("receivedOn", "The money cannot have been received on " + receivedOn + ".");
        }
        return receivedOn;
    }

    private static String checkedReason(String reason) {
        String words = reason.strip();
        if (words.isEmpty() || words.length() > LONGEST_REASON) {
            throw new Refused("reason", "Say why, in at most " + LONGEST_REASON + " characters.");
        }
        return words;
    }

    private Receivable receivable(String invoiceNumber) {
        return receivables
                .find(invoiceNumber)
                .orElseThrow(() -> new Refused("invoiceNumber", "There is no invoice '" + invoiceNumber + "'."));
    }

    private List<Receivable> known(Set<String> numbers) {
        return numbers.stream().map(receivables::find).flatMap(Optional::stream).toList();
    }

    static Set<String> invoiceNumbers(@Nullable String reference) {
        Set<String> numbers = new LinkedHashSet<>();
        Matcher matcher = INVOICE_NUMBER.matcher(reference == null ? "" : reference);
        while (matcher.find()) {
            numbers.add("I-" + matcher.group(1) + "-" + matcher.group(2));
        }
        return numbers;
    }

    private static String money(BigDecimal amount, String currency) {
        return Shown.money(amount) + " " + currency;
    }
}
