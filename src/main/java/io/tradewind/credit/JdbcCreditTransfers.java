package io.tradewind.credit;

import io.tradewind.engine.Acting;
import io.tradewind.engine.Refused;
import io.tradewind.engine.variables.Shown;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Guarantees and credit insurances: they carry what is beyond the limit, up to their amount, until their day. */
@Repository
class JdbcCreditTransfers {

    private static final Set<String> KINDS = Set.of("guarantee", "insurance");
    private static final int LONGEST = 200;
    private static final int LONGEST_YEARS = 10;

    private static final String INSERT =
            """
            INSERT INTO credit_transfer (check_id, customer_id, subject, kind, carrier, amount, currency, until_day, reference,
                                         document, recorded_by, recorded_at)
            VALUES (:checkId, :customerId, :subject, :kind, :carrier, :amount, :currency, :until, :reference, :document,
                    :user, :now)
            ON CONFLICT (check_id) DO NOTHING
            """;

    private static final String CARRIED =
            """
            SELECT coalesce(sum(amount), 0)
              FROM credit_transfer
             WHERE customer_id IN (:ids) AND currency = :currency AND until_day >= :today
            """;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Acting acting;

    JdbcCreditTransfers(JdbcClient jdbc, Clock clock, Acting acting) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.acting = acting;
    }

    /** @throws Refused naming the field, if something is missing, or it does not carry what is over the limit */
    void record(long checkId, ExposureSheet sheet, RiskTransfer transfer, LocalDate today) {
        if (transfer.kind() == null || !KINDS.contains(transfer.kind())) {
            throw new Refused("transferKind", "Say whether it is a guarantee or a credit insurance.");
        }
        BigDecimal amount = transfer.amount();
        if (amount == null || amount.signum() <= 0 || amount.scale() > 2) {
            throw new Refused("transferAmount", "Say up to which amount it pays, in whole cents.");
        }
        if (!sheet.comparable()) {
            throw new Refused("transferAmount", "The document is not in the company's currency: ask for a release.");
        }
        if (amount.compareTo(sheet.overLimit()) < 0) {
            throw new Refused(
                    "transferAmount",
                    "It must carry at least " + Shown.money(sheet.overLimit()) + " " + sheet.currency()
                            + ", which is what goes beyond the limit.");
        }
        LocalDate until = transfer.until();
        if (until == null || !until.isAfter(today)) {
            throw new Refused("transferUntil", "It must still be valid after today.");
        }
        if (until.isAfter(today.plusYears(LONGEST_YEARS))) {
            throw new Refused("transferUntil", "Nobody carries a risk for more than " + LONGEST_YEARS + " years.");
        }
        jdbc.sql(INSERT)
                .param("checkId", checkId)
                .param("customerId", sheet.customerId())
                .param("subject", sheet.subject())
                .param("kind", transfer.kind())
                .param(
                        "carrier",
                        said("transferCarrier", transfer.carrier(), "Name who pays if the customer does not."))
                .param("amount", amount)
                .param("currency", sheet.currency())
                .param("until", until)
                .param("reference", said("transferReference", transfer.reference(), "Give the number it has there."))
                .param("document", said("transferDocument", transfer.document(), "Say where the original is kept."))
                .param("user", acting.user().orElse("system"))
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }

    private static String said(String field, @Nullable String text, String ask) {
        if (text == null || text.isBlank() || text.length() > LONGEST) {
            throw new Refused(field, ask);
        }
        return text.strip();
    }

    /** What others carry for these customers on this day. */
    BigDecimal carried(Collection<Long> customerIds, String currency, LocalDate today) {
        return jdbc.sql(CARRIED)
                .param("ids", customerIds)
                .param("currency", currency)
                .param("today", today)
                .query(BigDecimal.class)
                .single();
    }
}
