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
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
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
        List<Receivable> overdue = overdue(orderNumber, today);
        if (overdue.isEmpty()) {
            return;
        }
        Receivable oldest = overdue.get(0);
        Customer customer = customers.get(oldest.customerId());
        String address = mailCustomer ? customer.email() : null;
        String cause = cause(oldest, level);
        int written = jdbc.sql(INSERT)
                .param("cause", cause)
                .param("order", orderNumber)
                .param("invoice", oldest.invoiceNumber())
                .param("customer", customer.id())
                .param("level", level)
                .param("days", oldest.daysOverdue(today))
                .param("open", oldest.open())
                .param("currency", oldest.currency())
                .param("mailedTo", address)
                .param("hold", hold)
                .param("at", Timestamp.from(clock.instant()))
                .update();
        if (written == 0) {
            return;
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
                overdue.stream().map(invoice -> shown(invoice, today)).toList(),
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

    private static Map<String, String> shown(Receivable invoice, LocalDate today) {
        return Map.of(
                "number", invoice.invoiceNumber(),
                "open", Shown.money(invoice.open()) + " " + invoice.currency(),
                "due", invoice.dueOn().toString(),
                "days", Integer.toString(invoice.daysOverdue(today)));
    }

    /** A broken promise makes every level a new one. */
    private String cause(Receivable oldest, int level) {
        return "dunning:" + oldest.invoiceNumber() + ":" + level
                + pauses.lastBroken(oldest.invoiceNumber()).map(id -> ":" + id).orElse("");
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

    private LocalDate nextMove(Receivable receivable, LocalDate today) {
        int days = receivable.daysOverdue(today);
        if (days < 1) {
            return receivable.dueOn().plusDays(1);
        }
        int level = level(days);
        if (level > 0 && !isWritten(cause(receivable, level))) {
            return today;
        }
        return IntStream.rangeClosed(days + 1, days + LOOK_AT_LEAST_EVERY_DAYS)
                .filter(later -> level(later) != level)
                .mapToObj(receivable.dueOn()::plusDays)
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

    private List<Receivable> overdue(String orderNumber, LocalDate today) {
        return unpaused(orderNumber, pauses.openOf(orderNumber)).stream()
                .filter(receivable -> receivable.daysOverdue(today) > 0)
                .toList();
    }

    private List<Receivable> unpaused(String orderNumber, List<Pause> open) {
        Set<String> paused = open.stream().map(Pause::invoiceNumber).collect(Collectors.toSet());
        return receivables.openOfOrder(orderNumber).stream()
                .filter(receivable -> !paused.contains(receivable.invoiceNumber()))
                .toList();
    }

    @Override
    public void note(
            What what,
            String orderNumber,
            String invoiceNumber,
            @Nullable LocalDate promisedOn,
            @Nullable String reason) {
        locks.take(orderNumber);
        Receivable receivable = receivables
                .find(invoiceNumber)
                .filter(found -> found.orderNumber().equals(orderNumber))
                .orElseThrow(() -> new Refused(
                        "invoiceNumber",
                        "There is no invoice '" + invoiceNumber + "' for order " + orderNumber
                                + "; choose one of the list."));
        if (!receivable.isOpen()) {
            throw new Refused("invoiceNumber", "Invoice " + invoiceNumber + " is paid already.");
        }
        switch (what) {
            case PROMISE -> pauses.promise(receivable, checked(promisedOn), reason);
            case DISPUTE ->
                pauses.dispute(
                        receivable,
                        Optional.ofNullable(reason)
                                .filter(words -> !words.isBlank())
                                .orElseThrow(() -> new Refused(
                                        "pauseReason", "Say in the customer's words what is wrong with the invoice.")));
            case SETTLED -> {
                if (!pauses.settleDispute(invoiceNumber)) {
                    throw new Refused("whatHappened", "Invoice " + invoiceNumber + " is not disputed.");
                }
            }
        }
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
