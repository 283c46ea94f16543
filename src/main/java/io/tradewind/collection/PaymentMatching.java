package io.tradewind.collection;

import io.tradewind.collection.Payments.Part;
import io.tradewind.customer.Customer;
import io.tradewind.customer.CustomerFacts;
import io.tradewind.customer.Customers;
import io.tradewind.engine.DecisionTables;
import io.tradewind.order.Invoice;
import io.tradewind.order.Invoices;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What a payment may be for when its reference does not plainly say so. Collects what speaks for each possibility; the
 * table {@code payment-match} says how much that is worth, and whether it may be booked without asking.
 */
@Component
class PaymentMatching {

    /** Beyond this many open invoices nobody looks for every sum that fits: too many would. */
    private static final int MOST_COMBINED = 10;

    private static final int MOST_SUGGESTED = 8;

    /** A year and three to six digits, with whatever a person types before and between them; a date is none. */
    private static final Pattern LOOSE_NUMBER = Pattern.compile(
            "(?<!\\d)(20\\d{2})\\W{0,3}(?!(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])(?!\\d))(\\d{3,6})(?!\\d)");

    private static final Pattern ORDER_NUMBER =
            Pattern.compile("(?<![A-Za-z0-9])[O0][-\\s]?(\\d{4})[-\\s]?(\\d{6})(?!\\d)", Pattern.CASE_INSENSITIVE);

    private final Receivables receivables;
    private final Invoices invoices;
    private final Customers customers;
    private final PaymentStore store;
    private final DecisionTables decisions;

    PaymentMatching(
            Receivables receivables,
            Invoices invoices,
            Customers customers,
            PaymentStore store,
            DecisionTables decisions) {
        this.receivables = receivables;
        this.invoices = invoices;
        this.customers = customers;
        this.store = store;
        this.decisions = decisions;
    }

    /** What is known of a payment. */
    record Clues(
            BigDecimal amount,
            String currency,
            @Nullable String payer,
            @Nullable String account,
            @Nullable String reference) {}

    /**
     * A possibility.
     *
     * @param parts what is paid of which receivable
     * @param books whether the table lets it be booked without asking
     */
    record Candidate(
            long customerId,
            List<Receivable> receivables,
            List<Part> parts,
            int confidence,
            boolean books,
            String why) {}

    /** The best first. */
    List<Candidate> candidates(Clues clues) {
        Map<Long, String> payers = payers(clues);
        Map<String, Candidate> found = new LinkedHashMap<>();
        Set<String> loose = looseInvoices(clues.reference());
        List<Receivable> named = inCurrency(
                loose.stream().map(receivables::find).flatMap(Optional::stream).toList(), clues);
        collect(found, clues, "invoice", named, payers);
        collect(found, clues, "order", inCurrency(ofNamedOrders(clues.reference()), clues), payers);
        for (Long customer : payers.keySet()) {
            collect(found, clues, "none", inCurrency(receivables.openOf(List.of(customer)), clues), payers);
        }
        return found.values().stream()
                .sorted(Comparator.comparingInt(Candidate::confidence).reversed())
                .limit(MOST_SUGGESTED)
                .toList();
    }

    /** The one possibility that may be booked without asking, if there is exactly one. */
    Optional<Candidate> sure(Clues clues) {
        List<Candidate> sure =
                candidates(clues).stream().filter(Candidate::books).toList();
        return sure.size() == 1 ? Optional.of(sure.get(0)) : Optional.empty();
    }

    private void collect(
            Map<String, Candidate> found,
            Clues clues,
            String reference,
            List<Receivable> open,
            Map<Long, String> payers) {
        Map<Long, List<Receivable>> byCustomer = open.stream()
                .collect(Collectors.groupingBy(Receivable::customerId, LinkedHashMap::new, Collectors.toList()));
        byCustomer.forEach((customer, theirs) -> {
            String payer = payers.getOrDefault(customer, payers.containsValue("account") ? "other-account" : "unknown");
            List<List<Receivable>> fitting = fitting(theirs, clues.amount());
            if (fitting.isEmpty()) {
                part(theirs, clues.amount()).ifPresent(some -> add(found, clues, reference, "part", payer, 1, some));
            }
            fitting.forEach(some ->
                    add(found, clues, reference, some.size() == 1 ? "one" : "several", payer, fitting.size(), some));
        });
    }

    private void add(
            Map<String, Candidate> found,
            Clues clues,
            String reference,
            String amount,
            String payer,
            int ways,
            List<Receivable> some) {
        Map<String, Object> verdict = decisions
                .first("payment-match", Map.of("reference", reference, "amount", amount, "payer", payer, "ways", ways))
                .orElse(Map.of());
        List<Part> parts = new ArrayList<>();
        BigDecimal left = clues.amount();
        for (Receivable receivable : some) {
            BigDecimal pays = receivable.open().min(left);
            left = left.subtract(pays);
            if (pays.signum() > 0) {
                parts.add(new Part(receivable.invoiceNumber(), pays));
            }
        }
        String key = parts.stream().map(Part::invoiceNumber).sorted().collect(Collectors.joining("+"));
        Candidate candidate = new Candidate(
                some.get(0).customerId(),
                some,
                parts,
                verdict.get("confidence") instanceof Number number ? number.intValue() : 0,
                Boolean.TRUE.equals(verdict.get("book")),
                String.valueOf(verdict.getOrDefault("why", "Nothing speaks for it")));
        found.merge(key, candidate, (one, other) -> other.confidence() > one.confidence() ? other : one);
    }

    /** Every choice of receivables, or the first instalment of one, that amounts to the payment. */
    private static List<List<Receivable>> fitting(List<Receivable> open, BigDecimal amount) {
        List<List<Receivable>> fitting = new ArrayList<>();
        if (open.size() <= MOST_COMBINED) {
            for (int choice = 1; choice < 1 << open.size(); choice++) {
                List<Receivable> some = new ArrayList<>();
                for (int i = 0; i < open.size(); i++) {
                    if ((choice & 1 << i) != 0) {
                        some.add(open.get(i));
                    }
                }
                if (sum(some).compareTo(amount) == 0) {
                    fitting.add(some);
                }
            }
        } else {
            open.stream().filter(one -> one.open().compareTo(amount) == 0).forEach(one -> fitting.add(List.of(one)));
            if (sum(open).compareTo(amount) == 0) {
                fitting.add(open);
            }
        }
        for (Receivable receivable : open) {
            BigDecimal sum = BigDecimal.ZERO;
            for (int i = 0; i < receivable.instalments().size() - 1; i++) {
                sum = sum.add(receivable.instalments().get(i).open());
                if (sum.compareTo(amount) == 0) {
                    fitting.add(List.of(receivable));
                }
            }
        }
        return fitting;
    }

    /** What is due first is paid first, as far as the money goes. */
    private static Optional<List<Receivable>> part(List<Receivable> open, BigDecimal amount) {
        List<Receivable> some = new ArrayList<>();
        BigDecimal left = amount;
        for (Receivable receivable :
                open.stream().sorted(Comparator.comparing(Receivable::dueOn)).toList()) {
            if (left.signum() > 0 && receivable.isOpen()) {
                some.add(receivable);
                left = left.subtract(receivable.open());
            }
        }
        return some.isEmpty() ? Optional.empty() : Optional.of(some);
    }

    private static BigDecimal sum(List<Receivable> some) {
        return some.stream().map(Receivable::open).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static List<Receivable> inCurrency(List<Receivable> some, Clues clues) {
        return some.stream()
                .filter(Receivable::isOpen)
                .filter(receivable -> receivable.currency().equalsIgnoreCase(clues.currency()))
                .toList();
    }

    /** Whose money it may be: by the account it came from, else by the name on it. */
    private Map<Long, String> payers(Clues clues) {
        Map<Long, String> payers = new LinkedHashMap<>();
        if (clues.account() != null) {
            List<Long> known = store.customersOf(clues.account());
            known.forEach(customer -> payers.put(customer, known.size() == 1 ? "account" : "shared-account"));
        }
        String name = clues.payer();
        if (name != null && !name.isBlank()) {
            Optional<Customer> same = customers.byName(name);
            same.ifPresent(customer -> payers.putIfAbsent(customer.id(), "name"));
            if (payers.isEmpty()) {
                customers
                        .matches(new CustomerFacts(name, null, null, null))
                        .forEach(match -> payers.putIfAbsent(match.customer().id(), "similar"));
            }
        }
        return payers;
    }

    private static Set<String> looseInvoices(@Nullable String reference) {
        Set<String> numbers = new LinkedHashSet<>();
        Matcher matcher = LOOSE_NUMBER.matcher(reference == null ? "" : reference);
        while (matcher.find()) {
            numbers.add("I-" + matcher.group(1) + "-"
                    + "0".repeat(6 - matcher.group(2).length()) + matcher.group(2));
        }
        return numbers;
    }

    private List<Receivable> ofNamedOrders(@Nullable String reference) {
        Matcher matcher = ORDER_NUMBER.matcher(reference == null ? "" : reference);
        Map<String, Receivable> found = new HashMap<>();
        while (matcher.find()) {
            for (Invoice invoice : invoices.ofOrder("O-" + matcher.group(1) + "-" + matcher.group(2))) {
                receivables.find(invoice.number()).ifPresent(open -> found.put(invoice.number(), open));
            }
        }
        return List.copyOf(found.values());
    }
}
