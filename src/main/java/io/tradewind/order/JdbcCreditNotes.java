package io.tradewind.order;

import io.tradewind.calendar.WorkingTime;
import io.tradewind.engine.Acting;
import io.tradewind.engine.Refused;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

@Repository
@Transactional
class JdbcCreditNotes implements CreditNotes {

    private static final int LONGEST_REASON = 500;

    private static final String SELECT =
            """
            SELECT number, kind, invoice_number, order_number, customer_id, rep, amount, currency, reason, issued_on
              FROM credit_note
            """;

    private static final String LINES =
            """
            SELECT position, product_name, quantity, amount
              FROM credit_note_line WHERE credit_note_number = :number ORDER BY position
            """;

    /** The lines of an invoice and what is credited of them so far. */
    private static final String INVOICED =
            """
            SELECT i.position, i.product_name, i.quantity, i.amount,
                   coalesce(sum(l.quantity), 0)::integer AS credited, coalesce(sum(l.amount), 0) AS credited_amount
              FROM invoice_line i
              LEFT JOIN credit_note c ON c.invoice_number = i.invoice_number
              LEFT JOIN credit_note_line l ON l.credit_note_number = c.number AND l.position = i.position
             WHERE i.invoice_number = :number
             GROUP BY i.position, i.product_name, i.quantity, i.amount
             ORDER BY i.position
            """;

    private static final String INSERT =
            """
            INSERT INTO credit_note (number, cause, kind, invoice_number, order_number, customer_id, rep, amount, currency,
                                     reason, issued_on, issued_by, request_hash)
            VALUES ('CN-' || :year || '-' || lpad(nextval('credit_note_number')::text, 6, '0'), :cause, :kind, :invoice,
                    :order, :customer, :rep, :amount, :currency, :reason, :today, :by, :hash)
            RETURNING number
            """;

    private static final String INSERT_LINE =
            """
            INSERT INTO credit_note_line (credit_note_number, position, product_name, quantity, amount)
            VALUES (:number, :position, :productName, :quantity, :amount)
            """;

    private record Invoiced(
            int position,
            String productName,
            int quantity,
            BigDecimal amount,
            int credited,
            BigDecimal creditedAmount) {

        int left() {
            return quantity - credited;
        }

        /** So many more pieces: the rounded share of all credited with them, less what is credited already. */
        CreditNote.Line credit(int pieces) {
            BigDecimal upTo = amount.multiply(BigDecimal.valueOf(credited + (long) pieces))
                    .divide(BigDecimal.valueOf(quantity), 2, RoundingMode.HALF_UP);
            return new CreditNote.Line(position, productName, pieces, upTo.subtract(creditedAmount));
        }
    }

    private final JdbcClient jdbc;
    private final JdbcOrders orders;
    private final JdbcInvoices invoices;
    private final WorkingTime workingTime;
    private final Acting acting;
    private final ApplicationEventPublisher events;

    JdbcCreditNotes(
            JdbcClient jdbc,
            JdbcOrders orders,
            JdbcInvoices invoices,
            WorkingTime workingTime,
            Acting acting,
            ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.orders = orders;
        this.invoices = invoices;
        this.workingTime = workingTime;
        this.acting = acting;
        this.events = events;
    }

    @Override
    public Optional<CreditNote> find(String number) {
        return select(" WHERE number = :key", number).stream().findFirst();
    }

    @Override
    public List<CreditNote> ofOrder(String orderNumber) {
        return select(" WHERE order_number = :key ORDER BY issued_on, number", orderNumber);
    }

    @Override
    public CreditNote issue(
            String cause, CreditNote.Kind kind, String invoiceNumber, String reason, Map<Integer, Integer> quantities) {
        Invoice invoice = invoices.find(invoiceNumber)
                .orElseThrow(() -> new Refused("invoiceNumber", "There is no invoice '" + invoiceNumber + "'."));
        if (reason.isBlank() || reason.length() > LONGEST_REASON) {
            throw new Refused(
                    "reason", "Say why, for the customer to read, in at most " + LONGEST_REASON + " characters.");
        }
        orders.locked(invoice.orderNumber());
        Optional<CreditNote> issued =
                select(" WHERE cause = :key", cause).stream().findFirst();
        String hash = RequestHash.of(reason, quantities);
        if (issued.isPresent()) {
            if (kind == CreditNote.Kind.REVERSAL) {
                RequestHash.same(jdbc, "credit_note", issued.get().number(), hash);
            }
            return issued.get();
        }
        List<CreditNote.Line> lines = credited(invoiceNumber, quantities);
        BigDecimal amount = lines.stream().map(CreditNote.Line::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
        if (amount.signum() == 0) {
            throw new Refused("lines", "Nothing of invoice " + invoiceNumber + " is left to credit.");
        }
        LocalDate today = workingTime.today();
        String number = jdbc.sql(INSERT)
                .param("year", String.valueOf(today.getYear()))
                .param("cause", cause)
                .param("kind", kind.code())
                .param("invoice", invoiceNumber)
                .param("order", invoice.orderNumber())
                .param("customer", invoice.customerId())
                .param("rep", invoice.rep())
                .param("amount", amount)
                .param("currency", invoice.currency())
                .param("reason", reason.strip())
                .param("today", today)
                .param("by", acting.user().orElse(null))
                .param("hash", hash)
                .query(String.class)
                .single();
        lines.forEach(line -> insert(number, line));
        Invoice after = invoices.find(invoiceNumber).orElseThrow();
        events.publishEvent(new CreditNoteIssued(
                number,
                invoiceNumber,
                invoice.orderNumber(),
                invoice.customerId(),
                invoice.rep(),
                amount,
                invoice.currency(),
                today,
                invoice.dueOn(),
                after.uncredited(amount).owedLess(after, amount).entrySet().stream()
                        .map(part -> new CreditNoteIssued.Part(part.getKey(), part.getValue()))
                        .toList()));
        return find(number).orElseThrow();
    }

    private List<CreditNote.Line> credited(String invoiceNumber, Map<Integer, Integer> quantities) {
        List<Invoiced> invoiced = jdbc.sql(INVOICED)
                .param("number", invoiceNumber)
                .query(Invoiced.class)
                .list();
        if (quantities.isEmpty()) {
            return invoiced.stream()
                    .filter(line -> line.left() > 0)
                    .map(line -> line.credit(line.left()))
                    .toList();
        }
        List<CreditNote.Line> lines = new ArrayList<>();
        quantities.forEach((position, quantity) -> {
            Invoiced line = invoiced.stream()
                    .filter(candidate -> candidate.position() == position)
                    .findFirst()
                    .orElseThrow(
                            () -> new Refused("lines", "Invoice " + invoiceNumber + " has no line " + position + "."));
            if (quantity < 1 || quantity > line.left()) {
                throw new Refused(
                        "lines",
                        "Line " + position + ": of " + line.productName() + " at most " + line.left()
                                + " can be credited, at least 1.");
            }
            lines.add(line.credit(quantity));
        });
        return lines;
    }

    private void insert(String number, CreditNote.Line line) {
        jdbc.sql(INSERT_LINE)
                .param("number", number)
                .param("position", line.position())
                .param("productName", line.productName())
                .param("quantity", line.quantity())
                .param("amount", line.amount())
                .update();
    }

    private List<CreditNote> select(String where, String key) {
        return jdbc.sql(SELECT + where).param("key", key).query(this::note).list();
    }

    private CreditNote note(ResultSet row, int index) throws SQLException {
        String number = row.getString("number");
        return new CreditNote(
                number,
                CreditNote.Kind.of(row.getString("kind")),
                row.getString("invoice_number"),
                row.getString("order_number"),
                row.getLong("customer_id"),
                row.getString("rep"),
                row.getBigDecimal("amount"),
                row.getString("currency"),
                row.getString("reason"),
                row.getObject("issued_on", LocalDate.class),
                jdbc.sql(LINES)
                        .param("number", number)
                        .query(CreditNote.Line.class)
                        .list());
    }
}
