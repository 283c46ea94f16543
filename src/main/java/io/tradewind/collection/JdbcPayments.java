package io.tradewind.collection;

import io.tradewind.calendar.WorkingTime;
import io.tradewind.engine.Acting;
import io.tradewind.engine.Refused;
import io.tradewind.engine.variables.Shown;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

@Repository
@Transactional
class JdbcPayments implements Payments {

    private static final BigDecimal MOST = new BigDecimal("9999999999999.99");

    /** Banks date a credit a few days ahead at most; later is a slip. */
    private static final int MOST_DAYS_AHEAD = 7;

    /** An invoice number as payers write it: with hyphens, blanks or nothing between its parts. */
    private static final Pattern INVOICE_NUMBER =
            Pattern.compile("(?<![A-Za-z0-9])I[-\\s]?(\\d{4})[-\\s]?(\\d{6})(?!\\d)", Pattern.CASE_INSENSITIVE);

    private static final String INSERT =
            """
            INSERT INTO payment (external_ref, source, amount, currency, received_on, payer, reference, customer_id,
                                 state, reason, recorded_by, recorded_at)
            VALUES (:externalRef, :source, :amount, :currency, :receivedOn, :payer, :reference, :customer,
                    :state, :reason, :by, :at)
            ON CONFLICT (external_ref) DO NOTHING
            RETURNING id
            """;

    private static final String ALLOCATE =
            """
            INSERT INTO payment_allocation (payment_id, invoice_number, amount, due_on, settles, allocated_at)
            VALUES (:payment, :invoice, :amount, :dueOn, :settles, :at)
            """;

    private static final String UNMATCHED =
            """
            SELECT id, amount, currency, received_on, payer, reference, external_ref, reason
              FROM payment WHERE state = 'unmatched' ORDER BY received_on, id LIMIT 1000
            """;

    private static final String LOCK_UNMATCHED =
            """
            SELECT id, amount, currency, received_on, payer, reference, external_ref, reason
              FROM payment WHERE state = 'unmatched' AND id = :id FOR UPDATE
            """;

    private static final String MATCHED =
            """
            UPDATE payment SET state = 'matched', reason = NULL, customer_id = :customer, version = version + 1
             WHERE id = :id
            """;

    private final JdbcClient jdbc;
    private final Receivables receivables;
    private final Pauses pauses;
    private final OrderLocks locks;
    private final Acting acting;
    private final Clock clock;
    private final WorkingTime workingTime;
    private final ApplicationEventPublisher events;

    JdbcPayments(
            JdbcClient jdbc,
            Receivables receivables,
            Pauses pauses,
            OrderLocks locks,
            Acting acting,
            Clock clock,
            WorkingTime workingTime,
            ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.receivables = receivables;
        this.pauses = pauses;
        this.locks = locks;
        this.acting = acting;
        this.clock = clock;
        this.workingTime = workingTime;
        this.events = events;
    }

    @Override
    public void book(ManualPayment payment) {
        BigDecimal amount = checkedAmount("paidAmount", payment.amount());
        LocalDate receivedOn = checkedDate(payment.receivedOn());
        String reference =
                payment.bankReference() == null ? "" : payment.bankReference().strip();
        if (reference.isEmpty()) {
            throw new Refused(
                    "bankReference", "Give the bank's own number of the payment; it keeps it from being booked twice.");
        }
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
        if (!receivable.isOpen()) {
            throw new Refused("invoiceNumber", "Invoice " + receivable.invoiceNumber() + " is paid already.");
        }
        if (amount.compareTo(receivable.open()) > 0 && !payment.keepExcess()) {
            throw new Refused(
                    "paidAmount",
                    "Only " + money(receivable.open(), receivable.currency()) + " of invoice "
                            + receivable.invoiceNumber() + " is open. If the customer really paid "
                            + money(amount, receivable.currency()) + ", say that the rest is a prepayment.");
        }
        long id = insert(
                        reference,
                        "by-hand",
                        amount,
                        receivable.currency(),
                        receivedOn,
                        payment.payer(),
                        receivable.invoiceNumber(),
                        receivable.customerId(),
                        null)
                .orElseThrow(() -> new Refused(
                        "bankReference",
                        "The payment with bank reference " + reference + " is booked already; nothing was changed."));
        allocate(id, receivable, amount.min(receivable.open()), receivedOn);
    }

    @Override
    public Taken take(BankLine line) {
        BigDecimal amount = checkedAmount("amount", line.amount());
        LocalDate receivedOn = checkedDate(line.receivedOn());
        Set<String> named = invoiceNumbers(line.reference());
        List<Receivable> before = known(named);
        locks.take(before.stream().map(Receivable::orderNumber).toList());
        List<Receivable> paid = known(named);
        Optional<String> doubt = doubt(named, paid, amount, line.currency());
        Optional<Long> id = insert(
                line.externalId(),
                "bank-file",
                amount,
                line.currency(),
                receivedOn,
                line.payer(),
                line.reference(),
                doubt.isPresent() ? null : paid.get(0).customerId(),
                doubt.orElse(null));
        if (id.isEmpty()) {
            return new Taken(false, List.of());
        }
        if (doubt.isPresent()) {
            return new Taken(true, List.of());
        }
        for (Receivable receivable : paid) {
            allocate(id.get(), receivable, amount.min(receivable.open()), receivedOn);
        }
        return new Taken(
                true, paid.stream().map(Receivable::orderNumber).distinct().toList());
    }

    /** Why it cannot be told what the payment is for; empty if it is plain. */
    private static Optional<String> doubt(
            Set<String> named, List<Receivable> known, BigDecimal amount, String currency) {
        if (named.isEmpty()) {
            return Optional.of("The reference names no invoice.");
        }
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
            if (!receivable.isOpen()) {
                return Optional.of("Invoice " + receivable.invoiceNumber() + " is paid already.");
            }
            if (receivable.customerId() != first.customerId()) {
                return Optional.of("The reference names invoices of several customers.");
            }
        }
        BigDecimal open = known.stream().map(Receivable::open).reduce(BigDecimal.ZERO, BigDecimal::add);
        if (amount.compareTo(open) > 0) {
            return Optional.of("Only " + money(open, currency) + " is open.");
        }
        if (known.size() > 1 && amount.compareTo(open) < 0) {
            return Optional.of("The reference names several invoices and the amount does not pay all of them.");
        }
        return Optional.empty();
    }

    @Override
    public Taken match(long paymentId, String invoiceNumber) {
        Receivable seen = receivables
                .find(invoiceNumber)
                .orElseThrow(() -> new Refused("invoiceNumber", "There is no invoice '" + invoiceNumber + "'."));
        locks.take(seen.orderNumber());
        UnmatchedPayment payment = jdbc.sql(LOCK_UNMATCHED)
                .param("id", paymentId)
                .query(JdbcPayments::payment)
                .optional()
                .orElseThrow(() -> new Refused("There is no unmatched payment " + paymentId + " (any more)."));
        Receivable receivable = receivables.find(invoiceNumber).orElseThrow();
        if (!receivable.currency().equalsIgnoreCase(payment.currency())) {
            throw new Refused(
                    "invoiceNumber",
                    "Invoice " + invoiceNumber + " is in " + receivable.currency() + ", the payment in "
                            + payment.currency() + ".");
        }
        if (!receivable.isOpen()) {
            throw new Refused("invoiceNumber", "Invoice " + invoiceNumber + " is paid already.");
        }
        jdbc.sql(MATCHED)
                .param("id", paymentId)
                .param("customer", receivable.customerId())
                .update();
        allocate(paymentId, receivable, payment.amount().min(receivable.open()), payment.receivedOn());
        return new Taken(true, List.of(receivable.orderNumber()));
    }

    @Override
    @Transactional(readOnly = true)
    public List<UnmatchedPayment> unmatched() {
        return jdbc.sql(UNMATCHED).query(JdbcPayments::payment).list();
    }

    private Optional<Long> insert(
            String externalRef,
            String source,
            BigDecimal amount,
            String currency,
            LocalDate receivedOn,
            @Nullable String payer,
            @Nullable String reference,
            @Nullable Long customerId,
            @Nullable String doubt) {
        return jdbc.sql(INSERT)
                .param("externalRef", externalRef)
                .param("source", source)
                .param("amount", amount)
                .param("currency", currency)
                .param("receivedOn", receivedOn)
                .param("payer", payer)
                .param("reference", reference)
                .param("customer", customerId)
                .param("state", doubt == null ? "matched" : "unmatched")
                .param("reason", doubt)
                .param("by", acting.user().orElse(null))
                .param("at", Timestamp.from(clock.instant()))
                .query(Long.class)
                .optional();
    }

    /** Under the order's lock, with what is open read under it. */
    private void allocate(long paymentId, Receivable receivable, BigDecimal amount, LocalDate receivedOn) {
        boolean settles = amount.compareTo(receivable.open()) == 0;
        jdbc.sql(ALLOCATE)
                .param("payment", paymentId)
                .param("invoice", receivable.invoiceNumber())
                .param("amount", amount)
                .param("dueOn", receivable.dueOn())
                .param("settles", settles)
                .param("at", Timestamp.from(clock.instant()))
                .update();
        if (settles) {
            pauses.paid(receivable.invoiceNumber());
        }
        events.publishEvent(new PaymentReceived(
                paymentId,
                receivable.invoiceNumber(),
                receivable.customerId(),
                receivable.rep(),
                amount,
                receivable.currency(),
                receivedOn));
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

    private static UnmatchedPayment payment(ResultSet row, int number) throws SQLException {
        return new UnmatchedPayment(
                row.getLong("id"),
                row.getBigDecimal("amount"),
                row.getString("currency"),
                row.getObject("received_on", LocalDate.class),
                row.getString("payer"),
                row.getString("reference"),
                row.getString("external_ref"),
                row.getString("reason"));
    }
}
