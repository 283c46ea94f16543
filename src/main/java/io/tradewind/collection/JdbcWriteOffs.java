package io.tradewind.collection;

import io.tradewind.approval.ApprovalRequest;
import io.tradewind.approval.ApprovalState;
import io.tradewind.approval.Approvals;
import io.tradewind.approval.Measures;
import io.tradewind.approval.ShownFact;
import io.tradewind.calendar.WorkingTime;
import io.tradewind.customer.Customers;
import io.tradewind.engine.Acting;
import io.tradewind.engine.Refused;
import io.tradewind.engine.variables.Shown;
import io.tradewind.order.Invoice;
import io.tradewind.order.Invoices;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

@Repository
@Transactional
class JdbcWriteOffs implements WriteOffs {

    private static final int LONGEST_REASON = 2000;

    private static final String INSERT =
            """
            INSERT INTO write_off (number, invoice_number, order_number, customer_id, rep, amount, currency, reason, asked_by,
                                   asked_at)
            VALUES ('WO-' || :year || '-' || lpad(nextval('write_off_number')::text, 6, '0'), :invoice, :order, :customer,
                    :rep, :amount, :currency, :reason, :by, :at)
            RETURNING number
            """;

    private static final String SELECT =
            """
            SELECT w.number, w.invoice_number, w.order_number, w.customer_id, w.rep, w.amount,
                   coalesce((SELECT sum(e.amount) FROM write_off_entry e WHERE e.write_off = w.number), 0) AS written_off,
                   coalesce((SELECT -sum(e.amount) FROM write_off_entry e
                              WHERE e.write_off = w.number AND e.payment_id IS NOT NULL), 0) AS recovered,
                   w.currency, w.reason, w.state, w.approval_id, w.asked_by, w.asked_at
              FROM write_off w
            """;

    private static final String CLOSE =
            """
            UPDATE write_off SET state = :state, closed_at = :at, version = version + 1
             WHERE number = :number AND state = 'asked'
            """;

    /** Granted or still asked for: many small amounts are a large one. */
    private static final String FORGIVEN_BEFORE =
            """
            SELECT coalesce(sum(CASE w.state WHEN 'asked' THEN w.amount ELSE
                     (SELECT coalesce(sum(e.amount), 0) FROM write_off_entry e WHERE e.write_off = w.number) END), 0)
              FROM write_off w
             WHERE w.customer_id = :customer AND w.currency = :currency AND w.number <> :number
               AND w.state IN ('asked', 'booked') AND w.asked_at >= :since
            """;

    private final JdbcClient jdbc;
    private final Receivables receivables;
    private final Invoices invoices;
    private final WriteOffBook book;
    private final Pauses pauses;
    private final OrderLocks locks;
    private final Approvals approvals;
    private final Customers customers;
    private final Acting acting;
    private final WorkingTime workingTime;
    private final Clock clock;

    JdbcWriteOffs(
            JdbcClient jdbc,
            Receivables receivables,
            Invoices invoices,
            WriteOffBook book,
            Pauses pauses,
            OrderLocks locks,
            Approvals approvals,
            Customers customers,
            Acting acting,
            WorkingTime workingTime,
            Clock clock) {
        this.jdbc = jdbc;
        this.receivables = receivables;
        this.invoices = invoices;
        this.book = book;
        this.pauses = pauses;
        this.locks = locks;
        this.approvals = approvals;
        this.customers = customers;
        this.acting = acting;
        this.workingTime = workingTime;
        this.clock = clock;
    }

    @Override
    public String ask(String invoiceNumber, String reason) {
        Receivable receivable = found(invoiceNumber);
        locks.take(receivable.orderNumber());
        receivable = found(invoiceNumber);
        if (!receivable.isOpen()) {
            throw new Refused("invoiceNumber", "Nothing of invoice " + invoiceNumber + " is open.");
        }
        if (reason.isBlank() || reason.length() > LONGEST_REASON) {
            throw new Refused(
                    "pauseReason",
                    "Say why it will never be paid, in at most " + LONGEST_REASON
                            + " characters: who decides reads nothing else.");
        }
        asked(invoiceNumber).ifPresent(before -> {
            throw new Refused(
                    "invoiceNumber",
                    "Writing off invoice " + invoiceNumber + " is asked for already, as " + before.number() + ".");
        });
        return jdbc.sql(INSERT)
                .param("year", String.valueOf(workingTime.today().getYear()))
                .param("invoice", invoiceNumber)
                .param("order", receivable.orderNumber())
                .param("customer", receivable.customerId())
                .param("rep", receivable.rep())
                .param("amount", receivable.open())
                .param("currency", receivable.currency())
                .param("reason", reason.strip())
                .param("by", acting.user().orElse("system"))
                .param("at", Timestamp.from(clock.instant()))
                .query(String.class)
                .single();
    }

    @Override
    public Request requestApproval(String number) {
        WriteOff wanted = get(number);
        long approval = approvals.open(request(wanted));
        jdbc.sql("UPDATE write_off SET approval_id = :approval, version = version + 1 WHERE number = :number")
                .param("approval", approval)
                .param("number", number)
                .update();
        return new Request(approval, approvals.get(approval).state() != ApprovalState.APPROVED);
    }

    private ApprovalRequest request(WriteOff wanted) {
        String customer = customers.get(wanted.customerId()).name();
        Invoice invoice = invoices.find(wanted.invoiceNumber()).orElseThrow();
        BigDecimal before = jdbc.sql(FORGIVEN_BEFORE)
                .param("customer", wanted.customerId())
                .param("currency", wanted.currency())
                .param("number", wanted.number())
                .param("since", Timestamp.from(clock.instant().minus(Duration.ofDays(365))))
                .query(BigDecimal.class)
                .single();
        List<ShownFact> facts = new ArrayList<>();
        facts.add(new ShownFact("Customer", customer));
        facts.add(new ShownFact("Reason", cut(wanted.reason())));
        facts.add(new ShownFact("To be written off", money(wanted.amount(), wanted)));
        facts.add(new ShownFact(
                "Invoice",
                wanted.invoiceNumber() + " of " + money(invoice.amount(), wanted) + ", due " + invoice.dueOn()));
        facts.add(new ShownFact("Paid of it", money(invoice.paid(), wanted)));
        facts.add(new ShownFact("Written off for this customer in the last year", money(before, wanted)));
        return new ApprovalRequest(
                KIND,
                wanted.number(),
                1,
                wanted.askedBy(),
                "Write off %s of %s, %s".formatted(money(wanted.amount(), wanted), customer, wanted.invoiceNumber()),
                Map.of(Measures.AMOUNT, wanted.amount().add(before)),
                Map.of(),
                facts,
                wanted.customerId(),
                wanted.currency(),
                null);
    }

    @Override
    public void book(String number) {
        WriteOff granted = get(number);
        locks.take(granted.orderNumber());
        Receivable receivable = found(granted.invoiceNumber());
        BigDecimal amount = granted.amount().min(receivable.open());
        if (close(number, amount.signum() > 0 ? "booked" : "lapsed") && amount.signum() > 0) {
            book.writeOff(number, receivable, amount, granted.reason());
            if (amount.compareTo(receivable.open()) == 0) {
                pauses.givenUp(receivable.invoiceNumber());
            }
        }
    }

    @Override
    public void refuse(String number) {
        close(number, "refused");
    }

    private boolean close(String number, String state) {
        return jdbc.sql(CLOSE)
                        .param("number", number)
                        .param("state", state)
                        .param("at", Timestamp.from(clock.instant()))
                        .update()
                == 1;
    }

    @Override
    public void releaseExcess(String invoiceNumber) {
        receivables.find(invoiceNumber).ifPresent(receivable -> {
            locks.take(receivable.orderNumber());
            Invoice invoice = invoices.find(invoiceNumber).orElseThrow();
            BigDecimal owed = invoice.asked().subtract(invoice.paid()).max(BigDecimal.ZERO);
            BigDecimal excess = invoice.writtenOff().subtract(owed);
            if (excess.signum() > 0) {
                book.takeBack(found(invoiceNumber), excess, "Credited since", null);
            }
        });
    }

    @Override
    @Transactional(readOnly = true)
    public WriteOff get(String number) {
        return jdbc.sql(SELECT + " WHERE w.number = :number")
                .param("number", number)
                .query(WriteOff.class)
                .optional()
                .orElseThrow(() -> new Refused("There is no write-off " + number + "."));
    }

    @Override
    @Transactional(readOnly = true)
    public List<WriteOff> latest() {
        return jdbc.sql(SELECT + " ORDER BY w.asked_at DESC, w.number DESC LIMIT 1000")
                .query(WriteOff.class)
                .list();
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<WriteOff> asked(String invoiceNumber) {
        return jdbc.sql(SELECT + " WHERE w.invoice_number = :invoice AND w.state = 'asked'")
                .param("invoice", invoiceNumber)
                .query(WriteOff.class)
                .optional();
    }

    private Receivable found(String invoiceNumber) {
        return receivables
                .find(invoiceNumber)
                .orElseThrow(() -> new Refused("invoiceNumber", "There is no invoice '" + invoiceNumber + "'."));
    }

    private static String money(BigDecimal amount, WriteOff of) {
        return Shown.money(amount) + " " + of.currency();
    }

    private static String cut(String text) {
        return text.length() > 500 ? text.substring(0, 500) + "…" : text;
    }
}
