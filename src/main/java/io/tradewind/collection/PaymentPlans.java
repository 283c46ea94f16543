package io.tradewind.collection;

import io.tradewind.collection.PaymentStore.Verdict;
import io.tradewind.collection.Payments.BankLine;
import io.tradewind.credit.AgreedPrepayment;
import io.tradewind.credit.CreditGate;
import io.tradewind.engine.Refused;
import io.tradewind.engine.variables.Shown;
import io.tradewind.order.Orders;
import io.tradewind.order.Prepayments;
import io.tradewind.order.SalesOrder;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a line of a bank statement is for: invoices, a prepayment, or nothing that can be told. */
@Component
class PaymentPlans {

    private final PaymentMatching matching;
    private final Receivables receivables;
    private final CreditGate gate;
    private final Prepayments prepayments;
    private final Orders orders;

    PaymentPlans(
            PaymentMatching matching,
            Receivables receivables,
            CreditGate gate,
            Prepayments prepayments,
            Orders orders) {
        this.matching = matching;
        this.receivables = receivables;
        this.gate = gate;
        this.prepayments = prepayments;
        this.orders = orders;
    }

    /** What a line pays, or why nobody can tell. */
    record Plan(List<Receivable> receivables, Verdict verdict, @Nullable AgreedPrepayment prepays) {

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

    /** What the line pays as things stand now; doubtful if that is not plain. */
    Plan of(BankLine line) {
        Set<String> named = References.invoiceNumbers(line.reference());
        if (named.isEmpty()) {
            return matching.sure(clues(line))
                    .map(sure -> new Plan(sure.receivables(), Verdict.matched(sure.customerId(), sure.why())))
                    .or(() -> prepaid(line))
                    .orElseGet(() -> Plan.doubtful("The reference names no invoice."));
        }
        List<Receivable> known = receivables.findAll(named);
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
                    + Shown.money(missing.max(BigDecimal.ZERO), agreed.currency()) + " is still to come."));
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
            return Optional.of("Only " + Shown.money(open, currency) + " is open.");
        }
        if (known.size() > 1 && amount.compareTo(open) < 0) {
            return Optional.of("The reference names several invoices and the amount does not pay all of them.");
        }
        return Optional.empty();
    }

    /** @throws Refused if none was agreed for the document */
    AgreedPrepayment agreed(String document) {
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
        for (String number : References.documentNumbers(text)) {
            Optional<String> contract = number.startsWith("C")
                    ? Optional.of(number)
                    : orders.find(number).map(SalesOrder::contractNumber);
            contract.flatMap(gate::prepayment).ifPresent(agreed -> found.put(agreed.subject(), agreed));
        }
        return List.copyOf(found.values());
    }
}
