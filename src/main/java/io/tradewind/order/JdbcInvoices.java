package io.tradewind.order;

import io.tradewind.calendar.WorkingTime;
import io.tradewind.contract.PlannedInstalment;
import io.tradewind.engine.Money;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

@Repository
@Transactional
class JdbcInvoices implements Invoices {

    private static final String SELECT =
            """
            SELECT number, order_number, delivery_number, customer_id, rep, amount, currency, issued_on, due_on,
                   (SELECT coalesce(sum(c.amount), 0) FROM credit_note c WHERE c.invoice_number = invoice.number) AS credited
              FROM invoice
            """;

    private static final String INSERT =
            """
            INSERT INTO invoice (number, order_number, delivery_number, customer_id, rep, amount, currency, issued_on, due_on)
            SELECT 'I-' || :year || '-' || lpad(nextval('invoice_number')::text, 6, '0'), o.number, d.number, o.customer_id,
                   o.rep, t.amount, o.currency, :today, greatest(d.received_on + :days, :today)
              FROM delivery d
              JOIN sales_order o ON o.number = d.order_number
              JOIN (SELECT delivery_number, sum(amount) AS amount, sum(quantity) AS quantity FROM delivery_to_invoice
                     GROUP BY delivery_number) t ON t.delivery_number = d.number
             WHERE d.number = :deliveryNumber AND t.quantity > 0
            RETURNING number
            """;

    private static final String INSERT_LINES =
            """
            INSERT INTO invoice_line (invoice_number, position, product_name, quantity, amount)
            SELECT :number, l.position, o.product_name, l.quantity, l.amount
              FROM delivery_to_invoice l
              JOIN delivery d ON d.number = l.delivery_number
              JOIN order_line o ON o.order_number = d.order_number AND o.position = l.position
             WHERE l.delivery_number = :deliveryNumber AND l.quantity > 0
            """;

    private static final String INSERT_INSTALMENT =
            """
            INSERT INTO invoice_instalment (invoice_number, number, amount, due_on)
            SELECT :number, :instalment, :amount, greatest(d.received_on + :days, i.issued_on)
              FROM invoice i JOIN delivery d ON d.number = i.delivery_number
             WHERE i.number = :number
            """;

    private static final String INSTALMENTS =
            """
            SELECT invoice_number, number, amount, due_on FROM invoice_instalment
             WHERE invoice_number = ANY(:invoices) ORDER BY invoice_number, number
            """;

    private final JdbcClient jdbc;
    private final ObjectProvider<PaidAmounts> payments;
    private final WorkingTime workingTime;

    JdbcInvoices(JdbcClient jdbc, ObjectProvider<PaidAmounts> payments, WorkingTime workingTime) {
        this.jdbc = jdbc;
        this.payments = payments;
        this.workingTime = workingTime;
    }

    @Override
    public Optional<Invoice> find(String number) {
        return select(" WHERE number = :key", number).stream().findFirst();
    }

    @Override
    public List<Invoice> ofOrder(String orderNumber) {
        return select(" WHERE order_number = :key ORDER BY issued_on, number", orderNumber);
    }

    @Override
    public List<Invoice> openOf(Collection<Long> customerIds) {
        return customerIds.isEmpty()
                ? List.of()
                : open(select(" WHERE customer_id IN (:key) ORDER BY due_on, number", customerIds));
    }

    @Override
    public List<Invoice> open() {
        return open(select(" WHERE :key ORDER BY due_on, number", true));
    }

    Optional<Invoice> ofDelivery(String deliveryNumber) {
        return select(" WHERE delivery_number = :key", deliveryNumber).stream().findFirst();
    }

    /**
     * Of a received delivery, in the instalments of the plan; empty when all of it was returned before. Each is due the
     * agreed days after the delivery was received, but never before the invoice was issued.
     */
    Optional<Invoice> insert(String deliveryNumber, List<PlannedInstalment> plan) {
        LocalDate today = workingTime.today();
        Optional<String> issued = jdbc.sql(INSERT)
                .param("year", String.valueOf(today.getYear()))
                .param("today", today)
                .param("days", plan.get(plan.size() - 1).daysAfterInvoice())
                .param("deliveryNumber", deliveryNumber)
                .query(String.class)
                .optional();
        issued.ifPresent(number -> jdbc.sql(INSERT_LINES)
                .param("number", number)
                .param("deliveryNumber", deliveryNumber)
                .update());
        issued.ifPresent(number -> insertInstalments(number, plan));
        return issued.flatMap(this::find);
    }

    private void insertInstalments(String number, List<PlannedInstalment> plan) {
        BigDecimal amount = jdbc.sql("SELECT amount FROM invoice WHERE number = :number")
                .param("number", number)
                .query(BigDecimal.class)
                .single();
        List<BigDecimal> parts =
                Money.split(amount, plan.stream().map(PlannedInstalment::share).toList());
        for (int i = 0; i < parts.size(); i++) {
            jdbc.sql(INSERT_INSTALMENT)
                    .param("number", number)
                    .param("instalment", i + 1)
                    .param("amount", parts.get(i))
                    .param("days", plan.get(i).daysAfterInvoice())
                    .update();
        }
    }

    private static List<Invoice> open(List<Invoice> invoices) {
        return invoices.stream().filter(invoice -> invoice.open().signum() > 0).toList();
    }

    private List<Invoice> select(String where, Object key) {
        List<Invoice> unpaid = jdbc.sql(SELECT + where)
                .param("key", key)
                .query(JdbcInvoices::invoice)
                .list();
        if (unpaid.isEmpty()) {
            return List.of();
        }
        List<String> numbers = unpaid.stream().map(Invoice::number).toList();
        Map<String, List<Instalment>> instalments = instalments(numbers);
        Map<String, BigDecimal> paid = known(source -> source.paid(numbers));
        Map<String, BigDecimal> writtenOff = known(source -> source.writtenOff(numbers));
        return unpaid.stream()
                .map(invoice -> invoice.inInstalments(instalments.getOrDefault(invoice.number(), List.of()))
                        .settled(
                                paid.getOrDefault(invoice.number(), BigDecimal.ZERO),
                                writtenOff.getOrDefault(invoice.number(), BigDecimal.ZERO)))
                .toList();
    }

    private Map<String, BigDecimal> known(Function<PaidAmounts, Map<String, BigDecimal>> sums) {
        return payments.stream().findFirst().map(sums).orElse(Map.of());
    }

    private Map<String, List<Instalment>> instalments(List<String> numbers) {
        Map<String, List<Instalment>> found = new HashMap<>();
        jdbc.sql(INSTALMENTS).param("invoices", numbers.toArray(String[]::new)).query(row -> {
            found.computeIfAbsent(row.getString("invoice_number"), key -> new ArrayList<>())
                    .add(new Instalment(
                            row.getInt("number"),
                            row.getBigDecimal("amount"),
                            row.getObject("due_on", LocalDate.class)));
        });
        return found;
    }

    private static Invoice invoice(ResultSet row, int index) throws SQLException {
        return new Invoice(
                row.getString("number"),
                row.getString("order_number"),
                row.getString("delivery_number"),
                row.getLong("customer_id"),
                row.getString("rep"),
                row.getBigDecimal("amount"),
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                row.getBigDecimal("credited"),
                row.getString("currency"),
                row.getObject("issued_on", LocalDate.class),
                row.getObject("due_on", LocalDate.class),
                List.of());
    }
}
