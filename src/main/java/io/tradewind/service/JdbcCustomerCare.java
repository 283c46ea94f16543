package io.tradewind.service;

import io.tradewind.calendar.WorkingTime;
import io.tradewind.customer.Customer;
import io.tradewind.customer.Customers;
import io.tradewind.customer.VisitReported;
import io.tradewind.deal.Deals;
import io.tradewind.engine.Acting;
import io.tradewind.engine.Refused;
import io.tradewind.organization.People;
import io.tradewind.organization.Person;
import io.tradewind.service.Purchases.Purchase;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

@Repository
@Transactional
class JdbcCustomerCare implements CustomerCare {

    /** One transaction: small enough to be repeated, large enough to be done before work begins. */
    static final int BATCH = 200;

    /** Visits that become due together, as on the first day, are spread over days. */
    static final int MOST_VISITS_A_DAY = 3;

    /** Of two that find the same reason at the same time, one opens it; nor is there a second while one is open. */
    private static final String OPEN =
            """
            INSERT INTO care (customer_id, occasion, cause, rep, why, product, opened_on)
            VALUES (:customer, :occasion, :cause, :rep, :why, :product, :today)
            ON CONFLICT DO NOTHING
            RETURNING id
            """;

    /** The last talk with each customer: after delivery, because we asked for it, or about a case. */
    private static final String LAST_TALK =
            """
            SELECT customer_id, max(day) AS day
              FROM (SELECT customer_id, (called_at AT TIME ZONE 'UTC')::date AS day FROM handover
                     WHERE customer_id = ANY(:ids)
                     UNION ALL
                    SELECT customer_id, (answered_at AT TIME ZONE 'UTC')::date FROM care
                     WHERE customer_id = ANY(:ids) AND answered_at IS NOT NULL
                     UNION ALL
                    SELECT customer_id, (answered_at AT TIME ZONE 'UTC')::date FROM service_case
                     WHERE customer_id = ANY(:ids) AND answered_at IS NOT NULL) talks
             GROUP BY customer_id
            """;

    private static final String VISITS_OF_DAY =
            "SELECT count(*) FROM care WHERE rep = :rep AND opened_on = :today AND occasion = 'visit'";

    private static final String SELECT =
            "SELECT id, customer_id, occasion, rep, why, product, opened_on, outcome, note, new_deal FROM care";

    private static final String ANSWER =
            """
            UPDATE care SET outcome = :outcome, note = :note, answered_at = :at, answered_by = :by
             WHERE id = :id AND outcome IS NULL
            """;

    private final JdbcClient jdbc;
    private final Customers customers;
    private final Purchases purchases;
    private final Deals deals;
    private final CareRules rules;
    private final CareCases cases;
    private final CareJourneys journeys;
    private final People people;
    private final WorkingTime workingTime;
    private final Acting acting;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    JdbcCustomerCare(
            JdbcClient jdbc,
            Customers customers,
            Purchases purchases,
            Deals deals,
            CareRules rules,
            CareCases cases,
            CareJourneys journeys,
            People people,
            WorkingTime workingTime,
            Acting acting,
            ApplicationEventPublisher events,
            Clock clock) {
        this.jdbc = jdbc;
        this.customers = customers;
        this.purchases = purchases;
        this.deals = deals;
        this.rules = rules;
        this.cases = cases;
        this.journeys = journeys;
        this.people = people;
        this.workingTime = workingTime;
        this.acting = acting;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public OptionalLong lookAtNext(long afterCustomerId) {
        List<Customer> next = customers.next(afterCustomerId, BATCH);
        if (next.isEmpty()) {
            return OptionalLong.empty();
        }
        List<Long> ids = next.stream().map(Customer::id).toList();
        Map<Long, List<Purchase>> bought = purchases.of(ids);
        Set<Long> inTalks = deals.inTalks(ids);
        Map<Long, LocalDate> talks = lastTalks(ids);
        Map<String, CareRules.Rhythm> rhythms = new HashMap<>();
        Map<String, Long> visits = new HashMap<>();
        // few visits a day for each rep: the better class first, and whom we left alone longest
        List<Customer> ordered = next.stream()
                .sorted(Comparator.comparing(Customer::customerClass)
                        .thenComparing(customer -> contact(bought.get(customer.id()), talks.get(customer.id())))
                        .thenComparing(Customer::id))
                .toList();
        for (Customer customer : ordered) {
            List<Purchase> all = bought.getOrDefault(customer.id(), List.of());
            if (!all.isEmpty() && !inTalks.contains(customer.id())) {
                lookAt(
                        customer,
                        all,
                        talks.get(customer.id()),
                        rhythms.computeIfAbsent(customer.customerClass(), rules::rhythm),
                        visits.computeIfAbsent(customer.customerClass(), rules::visitEvery));
            }
        }
        return next.size() < BATCH
                ? OptionalLong.empty()
                : OptionalLong.of(next.get(next.size() - 1).id());
    }

    /** The last time we had to do with them; long ago for whom we never had. */
    private static LocalDate contact(@Nullable List<Purchase> bought, @Nullable LocalDate talk) {
        LocalDate last = bought == null || bought.isEmpty()
                ? LocalDate.EPOCH
                : bought.get(bought.size() - 1).on();
        return talk == null || talk.isBefore(last) ? last : talk;
    }

    private void lookAt(
            Customer customer,
            List<Purchase> bought,
            @Nullable LocalDate talk,
            CareRules.Rhythm rule,
            long visitEvery) {
        Purchase last = bought.get(bought.size() - 1);
        Optional<String> rep = whoLooksAfter(customer, last);
        if (rep.isEmpty()) {
            return;
        }
        LocalDate today = workingTime.today();
        boolean opened = OrderRhythm.of(Purchases.days(bought), rule.fewestPurchases())
                .filter(rhythm -> ChronoUnit.DAYS.between(last.on(), today) <= rule.forgetAfter())
                .filter(rhythm -> talk == null || ChronoUnit.DAYS.between(talk, today) >= rule.notBefore())
                .map(rhythm -> askForOrder(customer, rhythm, rule, rep.get(), last, today))
                .orElse(false);
        LocalDate contact = contact(bought, talk);
        long since = workingTime.workingDaysBetween(contact, today);
        if (!opened && since >= visitEvery && visitsOfDay(rep.get(), today) < MOST_VISITS_A_DAY) {
            open(
                    customer,
                    Occasion.VISIT,
                    contact,
                    rep.get(),
                    last,
                    "Customers of class %s are visited every %d working days. The last contact was on %s, %d working days ago."
                            .formatted(customer.customerClass(), visitEvery, contact, since),
                    today);
        }
    }

    private boolean askForOrder(
            Customer customer, OrderRhythm rhythm, CareRules.Rhythm rule, String rep, Purchase last, LocalDate today) {
        long silence = ChronoUnit.DAYS.between(rhythm.last(), today);
        if (silence >= rule.lapseAfter(rhythm)) {
            return open(
                    customer,
                    Occasion.LAPSE,
                    rhythm.last(),
                    rep,
                    last,
                    "%s That is %d days ago; for class %s, orders have fallen behind after %d days (%s times the rhythm)."
                            .formatted(
                                    rhythm.words(),
                                    silence,
                                    customer.customerClass(),
                                    rule.lapseAfter(rhythm),
                                    rule.lapseAt()),
                    today);
        }
        return silence >= rule.dueAfter(rhythm)
                && open(
                        customer,
                        Occasion.REPURCHASE,
                        rhythm.last(),
                        rep,
                        last,
                        "%s The next order is to be expected around %s.".formatted(rhythm.words(), rhythm.next()),
                        today);
    }

    private boolean open(
            Customer customer,
            Occasion occasion,
            LocalDate since,
            String rep,
            Purchase last,
            String why,
            LocalDate today) {
        Optional<Long> id = jdbc.sql(OPEN)
                .param("customer", customer.id())
                .param("occasion", occasion.code())
                .param("cause", occasion.code() + ":" + customer.id() + ":" + since)
                .param("rep", rep)
                .param("why", why + " The last purchase was " + last.number() + ".")
                .param("product", last.product(), Types.VARCHAR)
                .param("today", today)
                .query(Long.class)
                .optional();
        id.ifPresent(opened -> cases.open(get(opened)));
        return id.isPresent();
    }

    /** The owner, else who sold last; for somebody who has left, the nearest superior who has not. */
    private Optional<String> whoLooksAfter(Customer customer, Purchase last) {
        return Stream.of(customer.owner(), last.rep())
                .filter(Objects::nonNull)
                .flatMap(rep -> Stream.concat(people.find(rep).stream(), people.reportingLine(rep).stream()))
                .filter(Person::active)
                .map(Person::userId)
                .findFirst();
    }

    private long visitsOfDay(String rep, LocalDate today) {
        return jdbc.sql(VISITS_OF_DAY)
                .param("rep", rep)
                .param("today", today)
                .query(Long.class)
                .single();
    }

    private Map<Long, LocalDate> lastTalks(List<Long> ids) {
        Map<Long, LocalDate> talks = new HashMap<>();
        jdbc.sql(LAST_TALK).param("ids", ids.toArray(Long[]::new)).query(row -> {
            talks.put(row.getLong("customer_id"), row.getObject("day", LocalDate.class));
        });
        return talks;
    }

    @Override
    public Care get(long careId) {
        return jdbc.sql(SELECT + " WHERE id = :id")
                .param("id", careId)
                .query(JdbcCustomerCare::care)
                .optional()
                .orElseThrow(() -> new Refused("There is no such reason to contact a customer."));
    }

    @Override
    public void answer(long careId, String outcome, @Nullable String note) {
        CareOutcome said = CareOutcome.of(outcome);
        String text = note == null ? "" : note.replace("\u0000", "").strip();
        if (said != CareOutcome.BUYS && text.isEmpty()) {
            throw new Refused(
                    "careNote", "Say in a few words why they do not buy now; the next one to call will need it.");
        }
        int answered = jdbc.sql(ANSWER)
                .param("id", careId)
                .param("outcome", said.code())
                .param("note", text.isEmpty() ? null : text, Types.VARCHAR)
                .param("at", Timestamp.from(clock.instant()))
                .param("by", acting.user().orElse(null), Types.VARCHAR)
                .update();
        Care care = get(careId);
        if (answered == 1 && care.occasion() == Occasion.VISIT) {
            events.publishEvent(new VisitReported(
                    "return-visit-" + careId, care.rep(), care.customerId(), workingTime.today(), null, null, null));
        }
    }

    @Override
    public String startDeal(long careId) {
        Care care = jdbc.sql(SELECT + " WHERE id = :id FOR UPDATE")
                .param("id", careId)
                .query(JdbcCustomerCare::care)
                .single();
        if (care.newDeal() != null) {
            return care.newDeal();
        }
        String deal = journeys.open(care.customerId(), care.rep(), care.product());
        jdbc.sql("UPDATE care SET new_deal = :deal WHERE id = :id")
                .param("deal", deal)
                .param("id", careId)
                .update();
        journeys.send(deal, care.customerId(), care.rep());
        return deal;
    }

    private static Care care(ResultSet row, int number) throws SQLException {
        String outcome = row.getString("outcome");
        return new Care(
                row.getLong("id"),
                row.getLong("customer_id"),
                Occasion.of(row.getString("occasion")),
                row.getString("rep"),
                row.getString("why"),
                row.getString("product"),
                row.getObject("opened_on", LocalDate.class),
                outcome == null ? null : CareOutcome.of(outcome),
                row.getString("note"),
                row.getString("new_deal"));
    }
}
