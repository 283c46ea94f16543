package io.tradewind.deal;

import io.tradewind.approval.ApprovalRequest;
import io.tradewind.approval.PastRequest;
import io.tradewind.approval.PastRequests;
import io.tradewind.catalog.Product;
import io.tradewind.catalog.Products;
import io.tradewind.customer.Customer;
import io.tradewind.customer.Customers;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The prices of closed deals: of each the version the customer accepted, else the last one; of one from another system the
 * price it was won at, as one line of its product, by today's floor price and cost.
 */
@Repository
class PastPrices implements PastRequests {

    /** What imported deals agreed on is not known; new quotations begin with this. */
    private static final int USUAL_PAYMENT_DAYS = 30;

    private static final BigDecimal HUNDRED = new BigDecimal("100");

    private static final String CLOSED =
            """
            SELECT d.number, d.stage, d.closed_on, d.rep, d.customer_id, d.currency, d.product AS deal_product,
                   d.agreed_price, d.list_price AS deal_list_price,
                   q.version, q.created_by, q.payment_days, q.list_total, q.total, q.cost,
                   l.position, l.product, l.product_name, l.series, l.quantity, l.list_price, l.floor_price, l.unit_cost,
                   l.discount, l.amount
              FROM deal d
              LEFT JOIN LATERAL (SELECT * FROM quotation v WHERE v.deal_number = d.number
                                  ORDER BY v.state = 'accepted' DESC, v.version DESC LIMIT 1) q ON true
              LEFT JOIN quotation_line l ON l.deal_number = q.deal_number AND l.version = q.version
             WHERE d.closed_on BETWEEN coalesce(:from, '-infinity'::date) AND coalesce(:to, 'infinity'::date)
             ORDER BY d.closed_on, d.number, l.position
            """;

    private final JdbcClient jdbc;
    private final Products products;
    private final Customers customers;

    PastPrices(JdbcClient jdbc, Products products, Customers customers) {
        this.jdbc = jdbc;
        this.products = products;
        this.customers = customers;
    }

    @Override
    public String kind() {
        return PriceApprovals.KIND;
    }

    @Override
    public long each(@Nullable LocalDate from, @Nullable LocalDate to, Consumer<PastRequest> with) {
        Reader reader = new Reader(with);
        jdbc.sql(CLOSED).param("from", from).param("to", to).query(reader);
        reader.finish();
        return reader.withoutPrice;
    }

    /** Rows of one deal follow one another, a line each. */
    private final class Reader implements RowCallbackHandler {

        private final Consumer<PastRequest> with;
        private final Map<Long, Optional<Customer>> known = new HashMap<>();
        private final Map<String, Optional<Product>> catalog = new HashMap<>();
        private @Nullable Head head;
        private List<QuotationLine> lines = new ArrayList<>();
        private long withoutPrice;

        Reader(Consumer<PastRequest> with) {
            this.with = with;
        }

        @Override
        public void processRow(ResultSet row) throws SQLException {
            String number = row.getString("number");
            if (head == null || !head.number().equals(number)) {
                finish();
                head = Head.of(row);
                lines = new ArrayList<>();
            }
            if (row.getString("product") != null) {
                lines.add(line(row));
            }
        }

        void finish() {
            if (head != null) {
                Optional<Quotation> price = lines.isEmpty() ? imported(head) : Optional.of(head.quotation(lines));
                price.filter(quoted -> quoted.total().signum() > 0
                                && quoted.listTotal().signum() > 0)
                        .ifPresentOrElse(quoted -> with.accept(past(head, quoted)), () -> withoutPrice++);
            }
        }

        private Optional<Quotation> imported(Head deal) {
            BigDecimal agreed = deal.agreedPrice();
            BigDecimal listPrice = deal.listPrice();
            if (agreed == null || listPrice == null || listPrice.signum() == 0 || deal.product() == null) {
                return Optional.empty();
            }
            return catalog.computeIfAbsent(deal.product(), products::find).map(product -> {
                BigDecimal discount =
                        HUNDRED.subtract(agreed.multiply(HUNDRED).divide(listPrice, 4, RoundingMode.FLOOR));
                return deal.quotation(
                        listPrice,
                        agreed,
                        product.unitCost(),
                        List.of(new QuotationLine(
                                1,
                                product.code(),
                                product.name(),
                                product.series(),
                                1,
                                listPrice,
                                product.floorPrice(),
                                product.unitCost(),
                                discount.max(BigDecimal.ZERO),
                                agreed)));
            });
        }

        private PastRequest past(Head deal, Quotation price) {
            Optional<Customer> customer = deal.customerId() == null
                    ? Optional.empty()
                    : known.computeIfAbsent(deal.customerId(), customers::find);
            return new PastRequest(
                    new ApprovalRequest(
                            PriceApprovals.KIND,
                            deal.number(),
                            Math.toIntExact(price.version()),
                            price.createdBy(),
                            deal.number(),
                            PriceMeasures.measures(price, 0),
                            PriceMeasures.inputs(price, customer),
                            List.of(),
                            deal.customerId(),
                            price.currency(),
                            null),
                    deal.closedOn(),
                    customer.map(Customer::name).orElse(""),
                    deal.stage());
        }
    }

    private static QuotationLine line(ResultSet row) throws SQLException {
        return new QuotationLine(
                row.getInt("position"),
                row.getString("product"),
                row.getString("product_name"),
                row.getString("series"),
                row.getInt("quantity"),
                row.getBigDecimal("list_price"),
                row.getBigDecimal("floor_price"),
                row.getBigDecimal("unit_cost"),
                row.getBigDecimal("discount"),
                row.getBigDecimal("amount"));
    }

    /** What stands in every row of a deal. */
    private record Head(
            String number,
            String stage,
            LocalDate closedOn,
            String rep,
            @Nullable Long customerId,
            String currency,
            @Nullable String product,
            @Nullable BigDecimal agreedPrice,
            @Nullable BigDecimal listPrice,
            long version,
            @Nullable String createdBy,
            int paymentDays,
            @Nullable BigDecimal listTotal,
            @Nullable BigDecimal total,
            @Nullable BigDecimal cost) {

        static Head of(ResultSet row) throws SQLException {
            return new Head(
                    row.getString("number"),
                    row.getString("stage"),
                    row.getObject("closed_on", LocalDate.class),
                    row.getString("rep"),
                    row.getObject("customer_id", Long.class),
                    row.getString("currency"),
                    row.getString("deal_product"),
                    row.getBigDecimal("agreed_price"),
                    row.getBigDecimal("deal_list_price"),
                    row.getLong("version"),
                    row.getString("created_by"),
                    row.getString("created_by") == null ? USUAL_PAYMENT_DAYS : row.getInt("payment_days"),
                    row.getBigDecimal("list_total"),
                    row.getBigDecimal("total"),
                    row.getBigDecimal("cost"));
        }

        Quotation quotation(List<QuotationLine> lines) {
            return quotation(
                    Objects.requireNonNull(listTotal),
                    Objects.requireNonNull(total),
                    Objects.requireNonNull(cost),
                    lines);
        }

        Quotation quotation(BigDecimal listTotal, BigDecimal total, BigDecimal cost, List<QuotationLine> lines) {
            return new Quotation(
                    number,
                    version,
                    Quotation.State.ACCEPTED,
                    paymentDays,
                    closedOn,
                    closedOn,
                    currency,
                    listTotal,
                    total,
                    cost,
                    lines,
                    null,
                    null,
                    null,
                    createdBy == null ? rep : createdBy,
                    Instant.EPOCH);
        }
    }
}
