package io.tradewind.credit;

import io.tradewind.customer.Customer;
import io.tradewind.customer.Customers;
import io.tradewind.engine.DecisionTables;
import io.tradewind.engine.Refused;
import io.tradewind.engine.variables.Shown;
import io.tradewind.organization.People;
import io.tradewind.organization.Person;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

@Repository
@Transactional
class JdbcCreditDesk implements CreditDesk {

    private static final BigDecimal HIGHEST = new BigDecimal("999999999.99");
    private static final int SHORTEST_REASON = 5;
    private static final int LONGEST_REASON = 500;

    private static final String CHECKS =
            """
            SELECT at, acted_by, subject, entry, coalesce(outcome, decision) AS result, why
              FROM credit_check_log
             WHERE customer_id = :id
             ORDER BY id DESC
             LIMIT 30
            """;

    private record Account(@Nullable LocalDate nextReview, @Nullable Integer paymentDays) {}

    private final Customers customers;
    private final People people;
    private final CreditAccounts accounts;
    private final ExposureSheets sheets;
    private final CreditJudge judge;
    private final CreditReviews reviews;
    private final CreditHistory history;
    private final ObjectProvider<ExposureSource> sources;
    private final DecisionTables decisions;
    private final JdbcClient jdbc;
    private final String currency;

    JdbcCreditDesk(
            Customers customers,
            People people,
            CreditAccounts accounts,
            ExposureSheets sheets,
            CreditJudge judge,
            CreditReviews reviews,
            CreditHistory history,
            ObjectProvider<ExposureSource> sources,
            DecisionTables decisions,
            JdbcClient jdbc,
            @Value("${tradewind.company.currency}") String currency) {
        this.customers = customers;
        this.people = people;
        this.accounts = accounts;
        this.sheets = sheets;
        this.judge = judge;
        this.reviews = reviews;
        this.history = history;
        this.sources = sources;
        this.decisions = decisions;
        this.jdbc = jdbc;
        this.currency = currency;
    }

    @Override
    public List<Row> customers(@Nullable String contains, int page) {
        String wanted = contains == null ? "" : contains.strip().toLowerCase(Locale.ROOT);
        return customers.all().stream()
                .filter(customer -> (customer.name() + " " + customer.number())
                        .toLowerCase(Locale.ROOT)
                        .contains(wanted))
                .skip((long) Math.max(page, 0) * PAGE)
                .limit(PAGE)
                .map(customer -> row(customer, now(customer.id())))
                .toList();
    }

    private ExposureSheet now(long customerId) {
        return sheets.look(customerId, "no document", BigDecimal.ZERO, currency);
    }

    private Row row(Customer customer, ExposureSheet sheet) {
        return new Row(
                customer.id(),
                customer.number(),
                customer.name(),
                customer.customerClass(),
                sheet.exposure(),
                sheet.limit(),
                accounts.limitFrom(customer.id()),
                sheet.utilisation(),
                sheet.overdueDays(),
                sheet.onHold(),
                judge.rate(sheet).grade(),
                account(customer.id()).map(Account::nextReview).orElse(null));
    }

    @Override
    public Card card(long customerId) {
        Customer customer = customers.get(customerId);
        ExposureSheet sheet = now(customerId);
        List<Long> group = customers.group(customerId);
        List<Event> events = new ArrayList<>(jdbc.sql(CHECKS)
                .param("id", customerId)
                .query((row, number) -> new Event(
                        row.getTimestamp("at").toInstant(),
                        name(row.getString("acted_by")),
                        inWords(row.getString("entry"), row.getString("subject"), row.getString("result")),
                        row.getString("why"),
                        pageOf(row.getString("subject"))))
                .list());
        history.of(customerId)
                .forEach(change -> events.add(new Event(
                        change.changedAt(),
                        name(change.changedBy()),
                        change.what() + ": " + change.was() + " → " + change.becomes(),
                        change.why(),
                        null)));
        events.sort(Comparator.comparing(Event::at).reversed());
        return new Card(
                row(customer, sheet),
                judge.rate(sheet).why(),
                SheetLines.of(sheet),
                sources.stream()
                        .flatMap(source -> source.documents(group).stream())
                        .toList(),
                account(customerId).map(Account::paymentDays).orElse(null),
                jdbc.sql("SELECT count(*) FROM credit_review WHERE customer_id = :id AND closed_at IS NULL")
                                .param("id", customerId)
                                .query(Long.class)
                                .single()
                        > 0,
                accounts.holds(customerId).stream()
                        .map(hold -> new CreditHold(hold.holder(), hold.reason(), name(hold.setBy()), hold.setAt()))
                        .toList(),
                events);
    }

    private String name(String userId) {
        return userId.equals("system")
                ? "Tradewind"
                : people.find(userId).map(Person::name).orElse(userId);
    }

    private static String inWords(String entry, String subject, String result) {
        return switch (entry + " " + result) {
            case "gate open" -> "Looked again at " + subject + ": it may go on";
            case "gate shut" -> "Looked again at " + subject + ": it is held back";
            case "decision pass" -> "Credit check of " + subject + ": it passes";
            case "decision transfer" -> "Credit check of " + subject + ": somebody else has to carry the risk";
            case "decision reduce" -> "Credit check of " + subject + ": it needs a prepayment";
            case "decision release" -> "Credit check of " + subject + ": it needs a release";
            case "decision refuse" -> "Credit check of " + subject + ": no credit";
            case "outcome pass" -> subject + " passed";
            case "outcome transferred" -> "Somebody else carries the risk of " + subject;
            case "outcome reduced" -> "A prepayment was agreed for " + subject;
            case "outcome released" -> subject + " was released";
            case "outcome refused" -> subject + " got no credit";
            default -> "Credit check of " + subject + ": " + result;
        };
    }

    private static @Nullable String pageOf(String subject) {
        String page = subject.startsWith("C-") ? "/contracts/" : subject.startsWith("O-") ? "/orders/" : null;
        return page == null || subject.contains(" ") ? null : page + subject;
    }

    private Optional<Account> account(long customerId) {
        return jdbc.sql("SELECT next_review, payment_days FROM credit_account WHERE customer_id = :id")
                .param("id", customerId)
                .query(Account.class)
                .optional();
    }

    @Override
    public void setLimit(long customerId, @Nullable BigDecimal limit, @Nullable String why) {
        if (limit == null || limit.signum() < 0 || limit.compareTo(HIGHEST) > 0 || limit.scale() > 2) {
            throw new Refused(
                    "limit", "Say the limit as an amount from 0 to 999,999,999.99, with at most two decimals.");
        }
        String reason = reason(why);
        if (limit.compareTo(accounts.limit(customerId)) > 0
                && limit.compareTo(alone(customers.get(customerId).customerClass())) > 0) {
            throw new Refused(
                    "limit",
                    "Above " + Shown.money(alone(customers.get(customerId).customerClass()))
                            + " somebody else must agree: start a review and set the limit there.");
        }
        accounts.setLimit(customerId, limit, reason);
    }

    /** The narrowest of the limits that finance may give; a table that says nothing allows nothing. */
    private BigDecimal alone(String customerClass) {
        return decisions
                .evaluate("credit-limit-authority", Map.of("role", "finance", "customerClass", customerClass))
                .stream()
                .map(rule -> rule.get("maxAmount"))
                .map(most -> most == null ? HIGHEST : new BigDecimal(most.toString()))
                .min(Comparator.naturalOrder())
                .orElse(BigDecimal.ZERO);
    }

    @Override
    public void hold(long customerId, @Nullable String why) {
        accounts.hold(customerId, reason(why));
    }

    private static String reason(@Nullable String why) {
        if (why == null || why.strip().length() < SHORTEST_REASON || why.length() > LONGEST_REASON) {
            throw new Refused("why", "Say why, in " + SHORTEST_REASON + " to " + LONGEST_REASON + " characters.");
        }
        return why.strip();
    }

    @Override
    public void lift(long customerId, CreditHold.Holder holder) {
        accounts.liftHold(customers.get(customerId).id(), holder);
    }

    @Override
    public void review(long customerId) {
        if (!reviews.openNow(customerId)) {
            throw new Refused("customerId", "A review of this customer is open already.");
        }
    }
}
