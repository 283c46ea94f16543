package io.tradewind.collection;

import io.tradewind.calendar.WorkingTime;
import io.tradewind.customer.Customer;
import io.tradewind.customer.Customers;
import io.tradewind.engine.DecisionTables;
import io.tradewind.engine.Refused;
import io.tradewind.engine.variables.Shown;
import io.tradewind.notification.Mail;
import io.tradewind.notification.Mails;
import io.tradewind.notification.Recipient;
import io.tradewind.order.CreditNote;
import io.tradewind.order.CreditNotes;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

@Repository
@Transactional
class JdbcDunning implements Dunning {

    private static final LocalTime MORNING = LocalTime.of(8, 0);
    private static final int LOOK_AT_LEAST_EVERY_DAYS = 30;
    private static final int LONGEST_PROMISE_DAYS = 180;
    private static final int LONGEST_CREDIT_REASON = 500;

    private static final String INSERT =
            """
            INSERT INTO dunning_entry (cause, order_number, invoice_number, customer_id, level, days_overdue, open_amount,
                                       currency, mailed_to, hold, written_at)
            VALUES (:cause, :order, :invoice, :customer, :level, :days, :open, :currency, :mailedTo, :hold, :at)
            ON CONFLICT (cause) DO NOTHING
            """;

    private final JdbcClient jdbc;
    private final Receivables receivables;
    private final Pauses pauses;
    private final OrderLocks locks;
    private final DeliveryHolds holds;
    private final CreditNotes creditNotes;
    private final DecisionTables decisions;
    private final Customers customers;
    private final Mails mails;
    private final WorkingTime workingTime;
    private final Clock clock;
    private final ZoneId zone;
    private final String company;

    JdbcDunning(
            JdbcClient jdbc,
            Receivables receivables,
            Pauses pauses,
            OrderLocks locks,
            DeliveryHolds holds,
            CreditNotes creditNotes,
            DecisionTables decisions,
            Customers customers,
            Mails mails,
            WorkingTime workingTime,
            Clock clock,
            @Value("${tradewind.company.time-zone}") ZoneId zone,
            @Value("${tradewind.company.name}") String company) {
        this.jdbc = jdbc;
        this.receivables = receivables;
        this.pauses = pauses;
        this.locks = locks;
        this.holds = holds;
        this.creditNotes = creditNotes;
        this.decisions = decisions;
        this.customers = customers;
        this.mails = mails;
        this.workingTime = workingTime;
        this.clock = clock;
        this.zone = zone;
        this.company = company;
    }

    @Override
    public int daysOverdue(String orderNumber) {
        LocalDate today = workingTime.today();
        pauses.breakOverdue(orderNumber, today);
        return overdue(orderNumber, today).stream()
                .findFirst()
                .map(oldest -> oldest.daysOverdue(today))
                .orElse(0);
    }

    @Override
    public void write(String orderNumber, int level, boolean mailCustomer, boolean hold) {
        LocalDate today = workingTime.today();
        List<DueItem> overdue = overdue(orderNumber, today);
        if (overdue.isEmpty()) {
            return;
        }
        DueItem item = overdue.get(0);
        Receivable oldest = item.receivable();
        Customer customer = customers.get(oldest.customerId());
        String address = mailCustomer ? customer.email() : null;
        String cause = cause(item, level);
        int written = jdbc.sql(INSERT)
                .param("cause", cause)
                .param("order", orderNumber)
                .param("invoice", oldest.invoiceNumber())
                .param("customer", customer.id())
                .param("level", level)
                .param("days", item.daysOverdue(today))
                .param("open", item.instalment().open())
                .param("currency", oldest.currency())
                .param("mailedTo", address)
                .param("hold", hold)
                .param("at", Timestamp.from(clock.instant()))
                .update();
        if (written == 0) {
            return;
        }
        if (hold) {
            holds.hold(customer.id(), "Dunning: " + item.shown() + " is " + item.daysOverdue(today) + " days overdue");
        }
        Map<String, Object> model = Map.of(
                "company",
                company,
                "customer",
                customer.name(),
                "orderNumber",
                orderNumber,
                "level",
                level,
                "invoices",
                overdue.stream().map(due -> shown(due, today)).toList(),
                "mailedTo",
                address == null ? "" : address,
                "addressMissing",
                mailCustomer && address == null,
                "hold",
                hold);
        if (address != null) {
            Recipient to = Recipient.address(address, customer.name(), "en");
            mails.write(new Mail(cause + ":customer", "dunning-letter", to, model, customer.id(), orderNumber));
        }
        Recipient rep = Recipient.user(oldest.rep());
        mails.write(new Mail(cause + ":rep", "dunning-notice", rep, model, customer.id(), orderNumber));
    }

    private static Map<String, String> shown(DueItem item, LocalDate today) {
        return Map.of(
                "number",
                item.shown(),
                "open",
                Shown.money(item.instalment().open()) + " " + item.receivable().currency(),
                "due",
                item.dueOn().toString(),
                "days",
                Integer.toString(item.daysOverdue(today)));
    }

    /** A broken promise makes every level a new one. */
    private String cause(DueItem oldest, int level) {
        return "dunning:" + oldest.key() + ":" + level
                + pauses.lastBroken(oldest.receivable().invoiceNumber())
                        .map(id -> ":" + id)
                        .orElse("");
    }

    @Override
    public Instant nextLook(String orderNumber) {
        LocalDate today = workingTime.today();
        List<Pause> open = pauses.openOf(orderNumber);
        Stream<LocalDate> promisesEnd =
                open.stream().map(Pause::promisedOn).filter(Objects::nonNull).map(last -> last.plusDays(1));
        Stream<LocalDate> oldestMoves =
                unpaused(orderNumber, open).stream().limit(1).map(oldest -> nextMove(oldest, today));
        Instant morning = Stream.concat(
                        Stream.concat(promisesEnd, oldestMoves), Stream.of(today.plusDays(LOOK_AT_LEAST_EVERY_DAYS)))
                .min(LocalDate::compareTo)
                .orElseThrow()
                .atTime(MORNING)
                .atZone(zone)
                .toInstant();
        Instant now = clock.instant();
        return morning.isAfter(now) ? morning : now;
    }

    private LocalDate nextMove(DueItem item, LocalDate today) {
        int days = item.daysOverdue(today);
        if (days < 1) {
            return item.dueOn().plusDays(1);
        }
        int level = level(days);
        if (level > 0 && !isWritten(cause(item, level))) {
            return today;
        }
        return IntStream.rangeClosed(days + 1, days + LOOK_AT_LEAST_EVERY_DAYS)
                .filter(later -> level(later) != level)
                .mapToObj(item.dueOn()::plusDays)
                .findFirst()
                .orElse(today.plusDays(LOOK_AT_LEAST_EVERY_DAYS));
    }

    private int level(int daysOverdue) {
        return decisions
                .first("dunning-level", Map.of("overdueDays", daysOverdue))
                .map(row -> row.get("level"))
                .map(level -> ((Number) level).intValue())
                .orElse(0);
    }

    private boolean isWritten(String cause) {
        return jdbc.sql("SELECT EXISTS (SELECT 1 FROM dunning_entry WHERE cause = :cause)")
                .param("cause", cause)
                .query(Boolean.class)
                .single();
    }

    private List<DueItem> overdue(String orderNumber, LocalDate today) {
        return unpaused(orderNumber, pauses.openOf(orderNumber)).stream()
                .filter(item -> item.daysOverdue(today) > 0)
                .toList();
    }

    private List<DueItem> unpaused(String orderNumber, List<Pause> open) {
        Set<String> paused = open.stream().map(Pause::invoiceNumber).collect(Collectors.toSet());
        return DueItem.of(receivables.openOfOrder(orderNumber).stream()
                .filter(receivable -> !paused.contains(receivable.invoiceNumber()))
                .toList());
    }

    @Override
    public void note(Note note) {
        locks.take(note.orderNumber());
        Receivable receivable = receivables
                .find(note.invoiceNumber())
                .filter(found -> found.orderNumber().equals(note.orderNumber()))
                .orElseThrow(() -> new Refused(
                        "invoiceNumber",
                        "There is no invoice '" + note.invoiceNumber() + "' for order " + note.orderNumber()
                                + "; choose one of the list."));
        if (!receivable.isOpen()) {
            throw new Refused("invoiceNumber", "Invoice " + note.invoiceNumber() + " is paid already.");
        }
        switch (note.what()) {
            case PROMISE ->
                pauses.promise(
                        receivable,
                        checked(note.promisedOn()),
                        promised(note.promisedAmount(), receivable),
                        note.reason());
            case DISPUTE ->
                pauses.dispute(
                        receivable,
                        needed(note.reason(), "Say in the customer's words what is wrong with the invoice."));
            case HOLD ->
                pauses.hold(receivable, needed(note.reason(), "Say why the customer is not asked for it for now."));
            case LIFTED -> {
                if (!pauses.liftHold(note.invoiceNumber())) {
                    throw new Refused("whatHappened", "Invoice " + note.invoiceNumber() + " is not on hold.");
                }
            }
            case SETTLED -> settle(receivable, note);
        }
    }

    private void settle(Receivable receivable, Note note) {
        Outcome outcome = note.outcome() == null ? Outcome.STANDS : note.outcome();
        long dispute = pauses.settleDispute(
                        receivable.invoiceNumber(), outcome.name().toLowerCase(Locale.ROOT))
                .orElseThrow(() ->
                        new Refused("whatHappened", "Invoice " + receivable.invoiceNumber() + " is not disputed."));
        if (outcome == Outcome.CREDIT_ALL) {
            String reason = needed(note.reason(), "Say, for the customer to read, why the invoice is credited.");
            if (reason.length() > LONGEST_CREDIT_REASON) {
                throw new Refused(
                        "pauseReason", "A credit note says why in at most " + LONGEST_CREDIT_REASON + " characters.");
            }
            creditNotes.issue(
                    "dispute:" + dispute, CreditNote.Kind.REVERSAL, receivable.invoiceNumber(), reason, Map.of());
        }
    }

    private static String needed(@Nullable String reason, String otherwise) {
        return Optional.ofNullable(reason)
                .filter(words -> !words.isBlank())
                .orElseThrow(() -> new Refused("pauseReason", otherwise));
    }

    private static BigDecimal promised(@Nullable BigDecimal amount, Receivable receivable) {
        BigDecimal promised = amount == null ? receivable.open() : amount;
        if (promised.signum() <= 0 || promised.compareTo(receivable.open()) > 0) {
            throw new Refused(
                    "promisedAmount",
                    "Of invoice " + receivable.invoiceNumber() + " "
                            + Shown.money(receivable.open()) + " " + receivable.currency()
                            + " is open; a promise is for that or less.");
        }
        return promised;
    }

    private LocalDate checked(@Nullable LocalDate promisedOn) {
        LocalDate today = workingTime.today();
        if (promisedOn == null) {
            throw new Refused("promisedOn", "Say by which day the customer promised to pay.");
        }
        if (promisedOn.isBefore(today) || promisedOn.isAfter(today.plusDays(LONGEST_PROMISE_DAYS))) {
            throw new Refused(
                    "promisedOn",
                    "A promise is for today or later, and within " + LONGEST_PROMISE_DAYS + " days; " + promisedOn
                            + " is not. For longer, agree new terms with the customer.");
        }
        return promisedOn;
    }
}
