package io.tradewind.collection;

import io.tradewind.collection.Payments.BankLine;
import io.tradewind.collection.Payments.OnAccount;
import io.tradewind.collection.Payments.PaymentView;
import io.tradewind.collection.Payments.Refund;
import io.tradewind.collection.Payments.UnmatchedPayment;
import io.tradewind.collection.Payments.Use;
import io.tradewind.credit.ExposureDocument;
import io.tradewind.engine.Acting;
import io.tradewind.engine.Refused;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tables of payments, of what they paid and of what was paid back. */
@Repository
class PaymentStore {

    private static final String INSERT =
            """
            INSERT INTO payment (external_ref, source, kind, amount, currency, received_on, payer, reference, customer_id,
                                 state, reason, reverses, statement, payer_account, end_to_end_id, fingerprint,
                                 original_reference, matched_by, matched_why, recorded_by, recorded_at)
            VALUES (:externalRef, :source, :kind, :amount, :currency, :receivedOn, :payer, :reference, :customer,
                    :state, :reason, :reverses, :statement, :payerAccount, :endToEndId, :fingerprint,
                    :originalReference, :matchedBy, :matchedWhy, :by, :at)
            ON CONFLICT (external_ref) DO NOTHING
            RETURNING id
            """;

    private static final String KNOWN =
            """
            SELECT external_ref, amount, currency, received_on, reference, statement IS NOT NULL AS of_statement
              FROM payment
             WHERE external_ref IN (:externalRef, :bare)
                OR substr(external_ref, strpos(external_ref, '/') + 1) IN (:externalRef, :bare)
            """;

    private static final String ALLOCATE =
            """
            INSERT INTO payment_allocation (payment_id, invoice_number, amount, due_on, settles, allocated_at)
            VALUES (:payment, :invoice, :amount, :dueOn, :settles, :at)
            RETURNING id
            """;

    private static final String UNMATCHED =
            """
            SELECT id, amount, currency, received_on, payer, reference, external_ref, reason
              FROM payment WHERE state = 'unmatched' ORDER BY received_on, id LIMIT 1000
            """;

    /**
     * What is neither paid nor paid back of a payment {@code p}, its reversals taken off. With an array of payments the
     * database looks their uses up; asked whether a use is of this one or of those, it reads all uses for each payment.
     */
    private static final String LEFT =
            """
            (p.amount
              + coalesce((SELECT sum(r.amount) FROM payment r WHERE r.reverses = p.id), 0)
              - coalesce((SELECT sum(a.amount) FROM payment_allocation a
                           WHERE a.payment_id = ANY (ARRAY(
                               SELECT p.id UNION ALL SELECT r.id FROM payment r WHERE r.reverses = p.id))), 0)
              - coalesce((SELECT sum(f.amount) FROM refund f WHERE f.payment_id = p.id), 0))
            """;

    private static final String ON_ACCOUNT =
            """
            SELECT * FROM (
              SELECT p.id, p.customer_id, p.amount, %s AS remaining, p.currency, p.received_on, p.payer, p.reference
                FROM payment p
               WHERE p.state = 'matched' AND p.kind = 'payment') payments
             WHERE remaining > 0
             ORDER BY received_on, id LIMIT 1000
            """
                    .formatted(LEFT);

    private static final String PREPAYMENTS =
            """
            SELECT coalesce(sum(%s), 0) FROM payment p
             WHERE p.customer_id = ANY(:customers) AND p.currency = :currency AND p.state = 'matched'
               AND p.kind = 'payment'
            """
                    .formatted(LEFT);

    private static final String PREPAID =
            """
            SELECT * FROM (
              SELECT p.id, p.external_ref, p.customer_id, p.received_on, %s AS remaining FROM payment p
               WHERE p.customer_id = ANY(:customers) AND p.currency = :currency AND p.state = 'matched'
                 AND p.kind = 'payment') AS payment
             WHERE remaining <> 0
             ORDER BY received_on, id
            """
                    .formatted(LEFT);

    private static final String VIEW =
            """
            SELECT p.id, p.kind, p.state, p.amount, %s AS remaining, p.currency, p.received_on, p.payer, p.payer_account,
                   p.reference, p.external_ref, p.reason, p.customer_id, p.matched_why, p.end_to_end_id,
                   p.original_reference, p.prepays
              FROM payment p WHERE p.id = :id
            """
                    .formatted(LEFT);

    private static final String MATCHED =
            """
            UPDATE payment SET state = 'matched', reason = NULL, customer_id = coalesce(customer_id, :customer),
                               reverses = :reverses, matched_by = :by, matched_why = :why, version = version + 1
             WHERE id = :id
            """;

    private static final String PREPAYING =
            """
            SELECT id FROM payment WHERE prepays = :contract AND state = 'matched' AND kind = 'payment'
             ORDER BY received_on, id
            """;

    private static final String DISCARD =
            """
            UPDATE payment SET state = 'discarded', reason = :reason, matched_by = :by, version = version + 1
             WHERE id = :id AND state = 'unmatched'
            """;

    private static final String CUSTOMERS_OF_ACCOUNT =
            """
            SELECT DISTINCT p.customer_id FROM payment p
             WHERE p.payer_account = :account AND p.state = 'matched' AND p.kind = 'payment'
               AND NOT EXISTS (SELECT 1 FROM payment r WHERE r.reverses = p.id)
            """;

    private static final String LOOK_ALIKE =
            """
            SELECT external_ref FROM payment
             WHERE fingerprint = :fingerprint AND statement <> :statement AND state <> 'discarded'
             ORDER BY id LIMIT 1
            """;

    private static final String ORIGINS =
            """
            SELECT p.id FROM payment p
             WHERE p.kind = 'payment' AND p.currency = :currency AND p.received_on <= :day AND p.amount >= :amount
               AND p.state <> 'discarded'
               AND (p.end_to_end_id = :endToEndId
                    OR p.external_ref LIKE '%/' || replace(replace(replace(:original, '\\', '\\\\'), '%', '\\%'), '_', '\\_'))
               AND NOT EXISTS (SELECT 1 FROM payment r WHERE r.reverses = p.id)
             ORDER BY p.received_on DESC, p.id DESC LIMIT 20
            """;

    private static final String LIKELY_ORIGINS =
            """
            SELECT p.id FROM payment p
             WHERE p.kind = 'payment' AND p.currency = :currency AND p.received_on <= :day AND p.amount = :amount
               AND p.state <> 'discarded'
               AND NOT EXISTS (SELECT 1 FROM payment r WHERE r.reverses = p.id)
             ORDER BY (p.payer_account IS NOT DISTINCT FROM :account AND :account IS NOT NULL) DESC,
                      p.received_on DESC, p.id DESC
             LIMIT 10
            """;

    private static final String USES =
            """
            SELECT a.invoice_number, sum(a.amount) AS amount, max(a.due_on) AS due_on
              FROM payment_allocation a
             WHERE a.payment_id = ANY (ARRAY(SELECT :id UNION ALL SELECT r.id FROM payment r WHERE r.reverses = :id))
             GROUP BY a.invoice_number HAVING sum(a.amount) <> 0
             ORDER BY 3 DESC, 1 DESC
            """;

    private static final String PAYERS =
            """
            SELECT coalesce(p.reverses, p.id) AS payment, sum(a.amount) AS amount, max(p.received_on) AS received_on
              FROM payment_allocation a JOIN payment p ON p.id = a.payment_id
             WHERE a.invoice_number = :invoice
             GROUP BY 1 HAVING sum(a.amount) > 0
             ORDER BY 3 DESC, 1 DESC
            """;

    private static final String INSERT_REFUND =
            """
            INSERT INTO refund (number, payment_id, amount, currency, reason, asked_by, asked_at)
            VALUES ('RF-' || :year || '-' || lpad(nextval('refund_number')::text, 6, '0'), :payment, :amount, :currency,
                    :reason, :by, :at)
            RETURNING number
            """;

    private static final String REFUND =
            """
            SELECT f.number, f.payment_id, f.amount, f.currency, f.reason, f.state, p.payer, p.payer_account, p.customer_id
              FROM refund f JOIN payment p ON p.id = f.payment_id
             WHERE f.number = :number
            """;

    private static final String REFUNDED =
            """
            UPDATE refund SET state = 'paid', paid_on = :paidOn, paid_by = :by, bank_reference = :bankReference,
                              version = version + 1
             WHERE number = :number AND state = 'asked'
            """;

    private final JdbcClient jdbc;
    private final Acting acting;
    private final Clock clock;

    PaymentStore(JdbcClient jdbc, Acting acting, Clock clock) {
        this.jdbc = jdbc;
        this.acting = acting;
        this.clock = clock;
    }

    /** Which customer's it is and by which rule; or why nobody can tell. */
    record Verdict(@Nullable Long customerId, @Nullable String doubt, @Nullable String why, @Nullable Long reverses) {

        static Verdict matched(long customerId, String why) {
            return new Verdict(customerId, null, why, null);
        }

        static Verdict doubtful(String doubt) {
            return new Verdict(null, doubt, null, null);
        }

        static Verdict reversal(long customerId, long origin) {
            return new Verdict(customerId, null, "it takes payment " + origin + " back", origin);
        }
    }

    /** What stands under a number of the bank. */
    record KnownPayment(
            BankNumber number, BigDecimal amount, String currency, LocalDate receivedOn, @Nullable String reference) {}

    /** What is needed to match a payment that is locked. */
    record Stored(PaymentView view, @Nullable String endToEndId, @Nullable String originalReference) {}

    /** @return empty if there is one of this number */
    Optional<Long> insert(BankLine line, String source, Verdict verdict) {
        return jdbc.sql(INSERT)
                .param("externalRef", line.externalId())
                .param("source", source)
                .param("kind", line.isReversal() ? "reversal" : "payment")
                .param("amount", line.isReversal() ? line.amount().negate() : line.amount())
                .param("currency", line.currency())
                .param("receivedOn", line.receivedOn())
                .param("payer", line.payer())
                .param("reference", line.reference())
                .param("customer", verdict.customerId())
                .param("state", verdict.doubt() == null ? "matched" : "unmatched")
                .param("reason", verdict.doubt())
                .param("reverses", verdict.reverses())
                .param("statement", line.statement())
                .param("payerAccount", line.payerAccount())
                .param("endToEndId", line.endToEndId())
                .param("fingerprint", line.fingerprint())
                .param("originalReference", line.originalReference())
                .param("matchedBy", verdict.doubt() == null ? user() : null)
                .param("matchedWhy", verdict.why())
                .param("by", acting.user().orElse(null))
                .param("at", now())
                .query(Long.class)
                .optional();
    }

    /** Payments of this number, whatever account stands before it. Waits for whoever is just taking one. */
    List<KnownPayment> known(BankNumber number) {
        jdbc.sql("SELECT pg_advisory_xact_lock(hashtextextended('payment-number:' || :bare, 0))")
                .param("bare", number.bare())
                .query((row, index) -> Boolean.TRUE)
                .single();
        return jdbc
                .sql(KNOWN)
                .param("externalRef", number.written())
                .param("bare", number.bare())
                .query((row, index) -> new KnownPayment(
                        BankNumber.of(row.getString("external_ref"), row.getBoolean("of_statement")),
                        row.getBigDecimal("amount"),
                        row.getString("currency"),
                        row.getObject("received_on", LocalDate.class),
                        row.getString("reference")))
                .list()
                .stream()
                .filter(known -> known.number().bare().equals(number.bare()))
                .toList();
    }

    /** @return the allocation's id */
    long allocate(long paymentId, String invoiceNumber, BigDecimal amount, LocalDate dueOn, boolean settles) {
        return jdbc.sql(ALLOCATE)
                .param("payment", paymentId)
                .param("invoice", invoiceNumber)
                .param("amount", amount)
                .param("dueOn", dueOn)
                .param("settles", settles)
                .param("at", now())
                .query(Long.class)
                .single();
    }

    List<UnmatchedPayment> unmatched() {
        return jdbc.sql(UNMATCHED)
                .query((row, number) -> new UnmatchedPayment(
                        row.getLong("id"),
                        row.getBigDecimal("amount"),
                        row.getString("currency"),
                        row.getObject("received_on", LocalDate.class),
                        row.getString("payer"),
                        row.getString("reference"),
                        row.getString("external_ref"),
                        row.getString("reason")))
                .list();
    }

    List<OnAccount> onAccount() {
        return jdbc.sql(ON_ACCOUNT)
                .query((row, number) -> new OnAccount(
                        row.getLong("id"),
                        row.getLong("customer_id"),
                        row.getBigDecimal("amount"),
                        row.getBigDecimal("remaining"),
                        row.getString("currency"),
                        row.getObject("received_on", LocalDate.class),
                        row.getString("payer"),
                        row.getString("reference")))
                .list();
    }

    BigDecimal prepayments(Long[] customers, String currency) {
        return jdbc.sql(PREPAYMENTS)
                .param("customers", customers)
                .param("currency", currency)
                .query(BigDecimal.class)
                .single();
    }

    /** The payments behind {@link #prepayments}. */
    List<ExposureDocument> prepaid(Long[] customers, String currency) {
        return jdbc.sql(PREPAID)
                .param("customers", customers)
                .param("currency", currency)
                .query((row, number) -> new ExposureDocument(
                        "Prepayments",
                        row.getString("external_ref"),
                        row.getLong("customer_id"),
                        row.getBigDecimal("remaining").negate(),
                        null,
                        "/payments/" + row.getLong("id")))
                .list();
    }

    Optional<Stored> find(long id) {
        return jdbc.sql(VIEW).param("id", id).query(this::stored).optional();
    }

    /** Nobody else decides about it until the transaction ends. */
    Optional<Stored> lock(long id) {
        boolean exists = jdbc.sql("SELECT id FROM payment WHERE id = :id FOR UPDATE")
                .param("id", id)
                .query(Long.class)
                .optional()
                .isPresent();
        return exists ? find(id) : Optional.empty();
    }

    /** @throws Refused if there is no such payment, or somebody dealt with it meanwhile */
    Stored lockUnmatched(long id) {
        return lock(id).filter(stored -> stored.view().state().equals("unmatched"))
                .orElseThrow(() -> new Refused("There is no unmatched payment " + id + " (any more)."));
    }

    /** Per invoice what of this payment is used, reversals taken off, the one due last first. */
    List<Use> uses(long id) {
        return jdbc.sql(USES)
                .param("id", id)
                .query((row, number) -> new Use(row.getString("invoice_number"), row.getBigDecimal("amount")))
                .list();
    }

    /** What a payment paid of an invoice, reversals taken off. */
    record Paid(long payment, BigDecimal amount, LocalDate receivedOn) {}

    /** Who paid an invoice, the latest first. */
    List<Paid> payers(String invoiceNumber) {
        return jdbc.sql(PAYERS)
                .param("invoice", invoiceNumber)
                .query(Paid.class)
                .list();
    }

    void matched(long id, @Nullable Long customerId, @Nullable Long reverses, String why) {
        jdbc.sql(MATCHED)
                .param("id", id)
                .param("customer", customerId)
                .param("reverses", reverses)
                .param("by", user())
                .param("why", why)
                .update();
    }

    /** Keeps a payment for the invoices of this contract. */
    void earmark(long id, String contractNumber) {
        jdbc.sql("UPDATE payment SET prepays = :contract, version = version + 1 WHERE id = :id")
                .param("id", id)
                .param("contract", contractNumber)
                .update();
    }

    /** The payments booked as prepayment of this contract, the oldest first. */
    List<Long> prepaying(String contractNumber) {
        return jdbc.sql(PREPAYING)
                .param("contract", contractNumber)
                .query(Long.class)
                .list();
    }

    boolean discard(long id, String reason) {
        return jdbc.sql(DISCARD)
                        .param("id", id)
                        .param("reason", reason)
                        .param("by", user())
                        .update()
                == 1;
    }

    /** Whom payments from this account were booked for. */
    List<Long> customersOf(String account) {
        return jdbc.sql(CUSTOMERS_OF_ACCOUNT)
                .param("account", account)
                .query(Long.class)
                .list();
    }

    /** The number of a payment of another statement that says the same. Waits for whoever is just taking one. */
    Optional<String> lookAlike(String fingerprint, String statement) {
        jdbc.sql("SELECT pg_advisory_xact_lock(hashtextextended('payment:' || :fingerprint, 0))")
                .param("fingerprint", fingerprint)
                .query((row, index) -> Boolean.TRUE)
                .single();
        return jdbc.sql(LOOK_ALIKE)
                .param("fingerprint", fingerprint)
                .param("statement", statement)
                .query(String.class)
                .optional();
    }

    /** Payments that the reversal names by the bank's or the payer's number. */
    List<Long> origins(
            BigDecimal amount, String currency, LocalDate day, @Nullable String endToEndId, @Nullable String original) {
        return jdbc.sql(ORIGINS)
                .param("amount", amount)
                .param("currency", currency)
                .param("day", day)
                .param("endToEndId", endToEndId)
                .param("original", original)
                .query(Long.class)
                .list();
    }

    /** Payments of the same amount, those from the same account first. */
    List<Long> likelyOrigins(BigDecimal amount, String currency, LocalDate day, @Nullable String account) {
        return jdbc.sql(LIKELY_ORIGINS)
                .param("amount", amount)
                .param("currency", currency)
                .param("day", day)
                .param("account", account, java.sql.Types.VARCHAR)
                .query(Long.class)
                .list();
    }

    String insertRefund(long paymentId, BigDecimal amount, String currency, String reason, int year) {
        return jdbc.sql(INSERT_REFUND)
                .param("year", String.valueOf(year))
                .param("payment", paymentId)
                .param("amount", amount)
                .param("currency", currency)
                .param("reason", reason)
                .param("by", user())
                .param("at", now())
                .query(String.class)
                .single();
    }

    Optional<Refund> refund(String number) {
        return jdbc.sql(REFUND).param("number", number).query(Refund.class).optional();
    }

    boolean refunded(String number, LocalDate paidOn, String bankReference) {
        return jdbc.sql(REFUNDED)
                        .param("number", number)
                        .param("paidOn", paidOn)
                        .param("by", user())
                        .param("bankReference", bankReference)
                        .update()
                == 1;
    }

    private String user() {
        return acting.user().orElse("system");
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }

    private Stored stored(ResultSet row, int number) throws SQLException {
        return new Stored(
                new PaymentView(
                        row.getLong("id"),
                        row.getString("kind"),
                        row.getString("state"),
                        row.getBigDecimal("amount"),
                        row.getBigDecimal("remaining"),
                        row.getString("currency"),
                        row.getObject("received_on", LocalDate.class),
                        row.getString("payer"),
                        row.getString("payer_account"),
                        row.getString("reference"),
                        row.getString("external_ref"),
                        row.getString("reason"),
                        row.getObject("customer_id", Long.class),
                        row.getString("matched_why"),
                        row.getString("prepays"),
                        uses(row.getLong("id"))),
                row.getString("end_to_end_id"),
                row.getString("original_reference"));
    }
}
