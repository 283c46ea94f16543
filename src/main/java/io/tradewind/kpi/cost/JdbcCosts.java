package io.tradewind.kpi.cost;

import static java.util.stream.Collectors.toSet;

import io.tradewind.calendar.WorkingTime;
import io.tradewind.engine.Acting;
import io.tradewind.engine.Days;
import io.tradewind.engine.Refused;
import io.tradewind.engine.Texts;
import io.tradewind.organization.Roles;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

@Repository
@Transactional
class JdbcCosts implements Costs {

    private static final Set<CostCategory> ALL = EnumSet.allOf(CostCategory.class);

    private static final Map<String, Set<CostCategory>> BOOK = Map.of(
            Roles.FINANCE, ALL,
            Roles.ADMIN, ALL,
            Roles.SALES_DIRECTOR, Set.of(CostCategory.SELLING, CostCategory.VISIT),
            Roles.MARKETING, Set.of(CostCategory.MARKETING),
            Roles.PRODUCT, Set.of(CostCategory.PRODUCT));

    private static final Map<String, Set<CostCategory>> READ = Map.of(
            Roles.FINANCE, ALL,
            Roles.ADMIN, ALL,
            Roles.SALES_DIRECTOR, ALL,
            Roles.GENERAL_MANAGER, ALL,
            Roles.AUDITOR, ALL,
            Roles.MARKETING, Set.of(CostCategory.MARKETING),
            Roles.PRODUCT, Set.of(CostCategory.PRODUCT));

    private static final int LONGEST_NOTE = 500;
    private static final BigDecimal MOST = new BigDecimal("9999999999.99");

    private static final String KNOWN =
            """
            SELECT id, amount, booked_on FROM cost_entry
             WHERE category = :category AND external_id = :externalId AND takes_back IS NULL
            """;

    private static final String INSERT =
            """
            INSERT INTO cost_entry (external_id, category, booked_on, amount, currency, region, team, rep, customer_id,
                                    product, deal_number, note, takes_back, entered_by, entered_at)
            VALUES (:externalId, :category, :bookedOn, :amount, :currency, :region, :team, :rep, :customerId,
                    :product, :deal, :note, :takesBack, :by, :at)
            ON CONFLICT DO NOTHING
            RETURNING id
            """;

    private static final String SELECT =
            """
            SELECT c.*, opposite.id AS taken_back_by
              FROM cost_entry c LEFT JOIN cost_entry opposite ON opposite.takes_back = c.id
            """;

    private final JdbcClient jdbc;
    private final CostSubjects subjects;
    private final WorkingTime workingTime;
    private final Acting acting;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final String currency;

    JdbcCosts(
            JdbcClient jdbc,
            CostSubjects subjects,
            WorkingTime workingTime,
            Acting acting,
            ApplicationEventPublisher events,
            Clock clock,
            @Value("${tradewind.company.currency}") String currency) {
        this.jdbc = jdbc;
        this.subjects = subjects;
        this.workingTime = workingTime;
        this.acting = acting;
        this.events = events;
        this.clock = clock;
        this.currency = currency;
    }

    @Override
    public Set<CostCategory> bookable() {
        return allowed(BOOK);
    }

    @Override
    public Set<CostCategory> readable() {
        return allowed(READ);
    }

    private Set<CostCategory> allowed(Map<String, Set<CostCategory>> rights) {
        return rights.entrySet().stream()
                .filter(right -> acting.inGroup(right.getKey()))
                .flatMap(right -> right.getValue().stream())
                .collect(toSet());
    }

    @Override
    public boolean book(NewCost cost) {
        CostCategory category = CostCategory.of(cost.category());
        mustBook(category);
        String externalId = text("externalId", cost.externalId(), 100);
        if (externalId == null) {
            throw new Refused("externalId", "Give each cost an id of its own, so that it is not booked twice.");
        }
        Optional<Known> known = jdbc.sql(KNOWN)
                .param("category", category.code())
                .param("externalId", externalId)
                .query(Known.class)
                .optional();
        if (known.isPresent()) {
            known.get().mustBe(cost);
            return false;
        }
        check(cost, category);
        NewCost clean = new NewCost(
                externalId,
                category.code(),
                cost.bookedOn(),
                cost.amount().setScale(2),
                currency,
                text("region", cost.region(), 100),
                text("team", cost.team(), 100),
                text("rep", cost.rep(), 100),
                text("customer", cost.customer(), 200),
                text("product", cost.product(), 100),
                text("deal", cost.deal(), 100),
                text("note", cost.note(), LONGEST_NOTE));
        return insert(clean, category, subjects.of(clean, category), null).isPresent();
    }

    private record Known(long id, BigDecimal amount, LocalDate bookedOn) {

        /** Told again it is the same cost; told otherwise it is a mistake that must not pass in silence. */
        void mustBe(NewCost cost) {
            if (amount.compareTo(cost.amount()) != 0 || !bookedOn.equals(cost.bookedOn())) {
                throw new Refused(
                        "externalId",
                        "This was booked already as " + CostEntry.number(id) + ": " + amount.toPlainString() + " on "
                                + bookedOn + ". If that is wrong, take it back and enter the cost anew.");
            }
        }
    }

    private void check(NewCost cost, CostCategory category) {
        Days.check("bookedOn", cost.bookedOn());
        if (cost.bookedOn().isAfter(workingTime.today())) {
            throw new Refused(
                    "bookedOn", "A cost is booked when it has arisen; " + cost.bookedOn() + " is still to come.");
        }
        BigDecimal amount = cost.amount();
        if (amount.signum() == 0 || amount.abs().compareTo(MOST) > 0) {
            throw new Refused("amount", "The amount must not be zero, and not more than 9,999,999,999.99.");
        }
        if (amount.stripTrailingZeros().scale() > 2) {
            throw new Refused("amount", "The amount must not have more than two decimals.");
        }
        if (amount.signum() < 0 && category != CostCategory.PRODUCT) {
            throw new Refused(
                    "amount",
                    "Write a cost without a minus; one that was entered by mistake is taken back on the page Costs.");
        }
        String told = cost.currency();
        if (told != null && !told.isBlank() && !told.strip().equalsIgnoreCase(currency)) {
            throw new Refused(
                    "currency", "Costs are booked in " + currency + "; convert the amount as your books have it.");
        }
    }

    @Override
    public void takeBack(long id, String reason) {
        CostEntry entry = jdbc.sql(SELECT + " WHERE c.id = :id")
                .param("id", id)
                .query(JdbcCosts::entry)
                .optional()
                .filter(found -> readable().contains(found.category()))
                .orElseThrow(() -> new Refused("There is no such cost."));
        mustBook(entry.category());
        String why = text("reason", reason, LONGEST_NOTE - 40);
        if (why == null) {
            throw new Refused("reason", "Say why the entry is taken back.");
        }
        if (entry.takesBack() != null) {
            throw new Refused(entry.number() + " takes back another entry; enter the cost anew instead.");
        }
        NewCost opposite = new NewCost(
                "takes-back-" + entry.number(),
                entry.category().code(),
                entry.bookedOn(),
                entry.amount().negate(),
                entry.currency(),
                null,
                null,
                null,
                null,
                null,
                null,
                "Takes back " + entry.number() + ": " + why);
        CostSubjects.Subject subject = new CostSubjects.Subject(
                entry.region(), entry.team(), entry.rep(), entry.customerId(), entry.product(), entry.dealNumber());
        if (insert(opposite, entry.category(), subject, entry).isEmpty()) {
            throw new Refused(entry.number() + " was taken back already.");
        }
    }

    private Optional<Long> insert(
            NewCost cost, CostCategory category, CostSubjects.Subject subject, @Nullable CostEntry takesBack) {
        Optional<Long> id = jdbc.sql(INSERT)
                .param("externalId", cost.externalId())
                .param("category", category.code())
                .param("bookedOn", cost.bookedOn())
                .param("amount", cost.amount())
                .param("currency", currency)
                .param("region", subject.region(), Types.VARCHAR)
                .param("team", subject.team(), Types.VARCHAR)
                .param("rep", subject.rep(), Types.VARCHAR)
                .param("customerId", subject.customerId(), Types.BIGINT)
                .param("product", subject.product(), Types.VARCHAR)
                .param("deal", subject.deal(), Types.VARCHAR)
                .param("note", cost.note(), Types.VARCHAR)
                .param("takesBack", takesBack == null ? null : takesBack.id(), Types.BIGINT)
                .param("by", acting.user().orElseThrow())
                .param("at", Timestamp.from(clock.instant()))
                .query(Long.class)
                .optional();
        id.ifPresent(booked -> events.publishEvent(new CostBooked(
                CostEntry.number(booked),
                category,
                cost.bookedOn(),
                cost.amount(),
                currency,
                subject.region(),
                subject.team(),
                subject.rep(),
                subject.customerId(),
                subject.product(),
                subject.deal(),
                cost.note(),
                takesBack == null ? null : takesBack.number())));
        return id;
    }

    @Override
    @Transactional(readOnly = true)
    public List<CostEntry> latest(@Nullable CostCategory category, int limit) {
        Set<CostCategory> readable = readable();
        String[] categories = Stream.of(CostCategory.values())
                .filter(readable::contains)
                .filter(one -> category == null || one == category)
                .map(CostCategory::code)
                .toArray(String[]::new);
        return jdbc.sql(SELECT
                        + " WHERE c.category = ANY(:categories) ORDER BY c.booked_on DESC, c.id DESC LIMIT :limit")
                .param("categories", categories)
                .param("limit", limit)
                .query(JdbcCosts::entry)
                .list();
    }

    private void mustBook(CostCategory category) {
        if (!bookable().contains(category)) {
            throw new Refused("category", category.title() + " is not yours to book; ask finance.");
        }
    }

    /** Blank is nothing. */
    private static @Nullable String text(String field, @Nullable String told, int longest) {
        if (told == null || told.isBlank()) {
            return null;
        }
        String text = told.strip();
        if (text.length() > longest) {
            throw new Refused(field, "The " + field + " must not be longer than " + longest + " characters.");
        }
        if (!Texts.clean(text)) {
            throw new Refused(field, "The " + field + " contains a character that cannot be kept; type it anew.");
        }
        return text;
    }

    private static CostEntry entry(ResultSet row, int number) throws SQLException {
        return new CostEntry(
                row.getLong("id"),
                CostCategory.of(row.getString("category")),
                row.getObject("booked_on", LocalDate.class),
                row.getBigDecimal("amount"),
                row.getString("currency"),
                row.getString("region"),
                row.getString("team"),
                row.getString("rep"),
                row.getObject("customer_id", Long.class),
                row.getString("product"),
                row.getString("deal_number"),
                row.getString("note"),
                row.getObject("takes_back", Long.class),
                row.getObject("taken_back_by", Long.class),
                row.getString("entered_by"),
                row.getTimestamp("entered_at").toInstant());
    }
}
