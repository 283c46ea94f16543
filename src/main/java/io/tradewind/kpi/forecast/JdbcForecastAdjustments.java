package io.tradewind.kpi.forecast;

import io.tradewind.calendar.WorkingTime;
import io.tradewind.engine.Acting;
import io.tradewind.engine.Refused;
import io.tradewind.engine.Texts;
import io.tradewind.organization.People;
import io.tradewind.organization.Person;
import io.tradewind.organization.Roles;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Objects;
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
class JdbcForecastAdjustments implements ForecastAdjustments {

    private static final Set<String> EVERYWHERE = Set.of(Roles.SALES_DIRECTOR, Roles.GENERAL_MANAGER);

    private static final BigDecimal MOST = new BigDecimal("9999999999.99");
    private static final int LONGEST_REASON = 500;
    private static final int YEARS = 5;

    private static final String ENTER =
            """
            INSERT INTO forecast_adjustment (token, team, region, month, amount, currency, reason, entered_on, entered_by,
                                             entered_at)
            VALUES (:token, :team, :region, :month, :amount, :currency, :reason, :on, :by, :at)
            ON CONFLICT (token) DO NOTHING
            RETURNING id
            """;

    private static final String LATEST =
            """
            SELECT id, team, region, month, amount, currency, reason, entered_on, entered_by
              FROM forecast_adjustment
             WHERE :everywhere OR team = :team
             ORDER BY id DESC LIMIT :limit
            """;

    private final JdbcClient jdbc;
    private final People people;
    private final Acting acting;
    private final WorkingTime workingTime;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final String currency;

    JdbcForecastAdjustments(
            JdbcClient jdbc,
            People people,
            Acting acting,
            WorkingTime workingTime,
            ApplicationEventPublisher events,
            Clock clock,
            @Value("${tradewind.company.currency}") String currency) {
        this.jdbc = jdbc;
        this.people = people;
        this.acting = acting;
        this.workingTime = workingTime;
        this.events = events;
        this.clock = clock;
        this.currency = currency;
    }

    @Override
    public List<String> scopes() {
        if (EVERYWHERE.stream().anyMatch(acting::inGroup)) {
            List<Person> regional = people.all().stream()
                    .filter(person -> person.region() != null)
                    .toList();
            return Stream.concat(
                            regional.stream().map(Person::region),
                            regional.stream().map(Person::team))
                    .filter(Objects::nonNull)
                    .distinct()
                    .sorted()
                    .toList();
        }
        return acting.inGroup(Roles.SALES_MANAGER)
                ? acting.user().flatMap(people::find).map(Person::team).stream().toList()
                : List.of();
    }

    @Override
    public void enter(String token, String scope, YearMonth month, BigDecimal amount, String reason) {
        if (!scopes().contains(scope)) {
            throw new Refused(
                    "scope",
                    "The forecast is adjusted by whoever answers for it: a manager for the own team, the director for a"
                            + " region or a team.");
        }
        if (token.isBlank() || token.length() > 100 || !Texts.clean(token)) {
            throw new Refused("token", "Open the page anew and enter the adjustment there.");
        }
        if (reason.isBlank() || reason.strip().length() > LONGEST_REASON || !Texts.clean(reason)) {
            throw new Refused("reason", "Say in at most 500 characters what you know that the deals do not tell.");
        }
        if (amount.signum() == 0
                || amount.abs().compareTo(MOST) > 0
                || amount.stripTrailingZeros().scale() > 2) {
            throw new Refused(
                    "amount",
                    "The amount must not be zero, have at most two decimals and not exceed 9,999,999,999.99.");
        }
        LocalDate today = workingTime.today();
        YearMonth now = YearMonth.from(today);
        if (month.isBefore(now) || month.isAfter(now.plusYears(YEARS))) {
            throw new Refused(
                    "month", "A forecast is of this month or one of the next five years, not of " + month + ".");
        }
        String team = scope.startsWith("team-") ? scope : null;
        String region = team == null ? scope : regionOf(team);
        Optional<Long> entered = jdbc.sql(ENTER)
                .param("token", token)
                .param("team", team, Types.VARCHAR)
                .param("region", region)
                .param("month", month.atDay(1))
                .param("amount", amount.setScale(2))
                .param("currency", currency)
                .param("reason", reason.strip())
                .param("on", today)
                .param("by", acting.user().orElseThrow())
                .param("at", Timestamp.from(clock.instant()))
                .query(Long.class)
                .optional();
        entered.ifPresent(id -> events.publishEvent(new ForecastAdjusted(
                "FA-%06d".formatted(id), team, region, month, amount.setScale(2), currency, reason.strip(), today)));
        if (entered.isEmpty() && !isTheSame(token, team, region, month, amount)) {
            throw new Refused(
                    "amount",
                    "This form was sent already with other values, and these were entered. Open the page anew to enter"
                            + " another adjustment.");
        }
    }

    private boolean isTheSame(String token, @Nullable String team, String region, YearMonth month, BigDecimal amount) {
        return jdbc.sql(
                                """
                        SELECT count(*) FROM forecast_adjustment
                         WHERE token = :token AND team IS NOT DISTINCT FROM :team AND region = :region AND month = :month
                           AND amount = :amount
                        """)
                        .param("token", token)
                        .param("team", team, Types.VARCHAR)
                        .param("region", region)
                        .param("month", month.atDay(1))
                        .param("amount", amount)
                        .query(Long.class)
                        .single()
                > 0;
    }

    private String regionOf(String team) {
        return people.all().stream()
                .filter(person -> team.equals(person.team()))
                .map(Person::region)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow(() -> new Refused("scope", "The team belongs to no region."));
    }

    @Override
    @Transactional(readOnly = true)
    public List<ForecastAdjustment> latest(@Nullable String team, int limit) {
        return jdbc.sql(LATEST)
                .param("everywhere", team == null)
                .param("team", team, Types.VARCHAR)
                .param("limit", limit)
                .query((row, number) -> new ForecastAdjustment(
                        row.getLong("id"),
                        row.getString("team"),
                        row.getString("region"),
                        YearMonth.from(row.getObject("month", LocalDate.class)),
                        row.getBigDecimal("amount"),
                        row.getString("currency"),
                        row.getString("reason"),
                        row.getObject("entered_on", LocalDate.class),
                        row.getString("entered_by")))
                .list();
    }
}
