package io.tradewind.kpi;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened, as it is written down.
 *
 * @param cause unique: the same cause is the same fact, written once
 * @param on business date
 * @param document number of what it is about
 * @param parent number of the document before it
 * @param team where it belongs; null takes the rep's on the day of writing
 * @param region as the team
 * @param detail stage, reason of loss or outcome, by kind
 * @param amount money agreed, invoiced, paid …; whole document
 * @param listPrice before any discount; whole document
 * @param cost what it costs us; whole document, for those entitled only
 * @param workingDays from qualified to closed
 * @param workingHours from request to decision
 * @param score 0 to 10
 * @param minutes how long a visit took
 */
record Fact(
        String cause,
        FactKind kind,
        LocalDate on,
        String document,
        @Nullable String parent,
        @Nullable String rep,
        @Nullable String team,
        @Nullable String region,
        @Nullable Long customerId,
        @Nullable String product,
        @Nullable String detail,
        @Nullable BigDecimal amount,
        @Nullable BigDecimal listPrice,
        @Nullable BigDecimal cost,
        @Nullable String currency,
        @Nullable LocalDate qualifiedOn,
        @Nullable LocalDate dueOn,
        @Nullable Long workingDays,
        @Nullable BigDecimal workingHours,
        @Nullable Integer score,
        @Nullable Integer minutes) {

    /** A fact that happens once to its document. */
    static Builder once(FactKind kind, String document, LocalDate on) {
        return new Builder(kind.code() + ":" + document, kind, document, on);
    }

    /** A fact that may happen to its document again; {@code what} tells one time from the other. */
    static Builder each(FactKind kind, String document, Object what, LocalDate on) {
        return new Builder(kind.code() + ":" + document + ":" + what, kind, document, on);
    }

    /** Collects what is known of a fact; the rest stays null. */
    static final class Builder {
        private final String cause;
        private final FactKind kind;
        private final String document;
        private final LocalDate on;
        private @Nullable String parent;
        private @Nullable String rep;
        private @Nullable String team;
        private @Nullable String region;
        private @Nullable Long customerId;
        private @Nullable String product;
        private @Nullable String detail;
        private @Nullable BigDecimal amount;
        private @Nullable BigDecimal listPrice;
        private @Nullable BigDecimal cost;
        private @Nullable String currency;
        private @Nullable LocalDate qualifiedOn;
        private @Nullable LocalDate dueOn;
        private @Nullable Long workingDays;
        private @Nullable BigDecimal workingHours;
        private @Nullable Integer score;
        private @Nullable Integer minutes;

        private Builder(String cause, FactKind kind, String document, LocalDate on) {
            this.cause = cause;
            this.kind = kind;
            this.document = document;
            this.on = on;
        }

        Builder after(@Nullable String parent) {
            this.parent = parent;
            return this;
        }

        Builder by(@Nullable String rep) {
            this.rep = rep;
            return this;
        }

        /** Where it belongs, if no one rep did it or not the place the rep is in today. */
        Builder within(@Nullable String team, @Nullable String region) {
            this.team = team;
            this.region = region;
            return this;
        }

        Builder with(@Nullable Long customerId) {
            this.customerId = customerId;
            return this;
        }

        Builder of(@Nullable String product) {
            this.product = product;
            return this;
        }

        Builder detail(@Nullable String detail) {
            this.detail = detail;
            return this;
        }

        Builder worth(@Nullable BigDecimal amount, String currency) {
            this.amount = amount;
            this.currency = currency;
            return this;
        }

        Builder listedAt(BigDecimal listPrice) {
            this.listPrice = listPrice;
            return this;
        }

        Builder costing(BigDecimal cost) {
            this.cost = cost;
            return this;
        }

        /** A cost that belongs to no amount of this fact. */
        Builder costing(BigDecimal cost, String currency) {
            this.cost = cost;
            this.currency = currency;
            return this;
        }

        Builder qualifiedOn(@Nullable LocalDate qualifiedOn) {
            this.qualifiedOn = qualifiedOn;
            return this;
        }

        Builder dueOn(@Nullable LocalDate dueOn) {
            this.dueOn = dueOn;
            return this;
        }

        Builder took(@Nullable Long workingDays) {
            this.workingDays = workingDays;
            return this;
        }

        Builder tookHours(BigDecimal workingHours) {
            this.workingHours = workingHours;
            return this;
        }

        Builder scored(int score) {
            this.score = score;
            return this;
        }

        Builder tookMinutes(@Nullable Integer minutes) {
            this.minutes = minutes;
            return this;
        }

        Fact build() {
            return new Fact(
                    cause,
                    kind,
                    on,
                    document,
                    parent,
                    rep,
                    team,
                    region,
                    customerId,
                    product,
                    detail,
                    amount,
                    listPrice,
                    cost,
                    currency,
                    qualifiedOn,
                    dueOn,
                    workingDays,
                    workingHours,
                    score,
                    minutes);
        }
    }
}
