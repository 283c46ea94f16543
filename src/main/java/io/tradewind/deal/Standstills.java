package io.tradewind.deal;

import io.tradewind.calendar.WorkingTime;
import io.tradewind.engine.DecisionTables;
import io.tradewind.engine.Refused;
import java.math.BigDecimal;
import java.sql.Types;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Deals that do not move, and what their reps say about them. */
@Repository
@Transactional
public class Standstills {

    private static final String TABLE = "deal-movement";
    private static final String NONE = "none";

    /** A deal moves when it enters a stage, when a quotation is written, and when its rep said so. */
    private static final String LAST_MOVEMENT =
            """
            SELECT greatest(
                     (SELECT max((entered_at AT TIME ZONE :zone)::date) FROM deal_stage_entry WHERE deal_number = :number),
                     (SELECT max((created_at AT TIME ZONE :zone)::date) FROM quotation WHERE deal_number = :number),
                     (SELECT max(answered_on) FROM deal_standstill WHERE deal_number = :number)) AS moved_on,
                   (SELECT count(*) FROM deal_standstill WHERE deal_number = :number AND answered_on IS NOT NULL) AS kept
            """;

    private static final String ASK =
            """
            INSERT INTO deal_standstill (deal_number, asked_on, proposal, why, moved_on, working_days)
            VALUES (:number, :today, :proposal, :why, :movedOn, :workingDays)
            ON CONFLICT (deal_number) WHERE answered_on IS NULL DO NOTHING
            """;

    private static final String ANSWER =
            """
            UPDATE deal_standstill
               SET answered_on = :today, kept_for = :keptFor, answer = :answer, expected_on = :expectedOn
             WHERE deal_number = :number AND answered_on IS NULL
            """;

    /** What a rep left unanswered of a deal that was won or lost meanwhile is no question any more. */
    private static final String STANDING =
            """
            SELECT d.number, d.customer_id, d.product, d.rep, d.stage, d.expected_value, d.currency, s.proposal, s.why,
                   coalesce(s.moved_on, s.asked_on) AS moved_on, s.asked_on
              FROM deal_standstill s JOIN deal d ON d.number = s.deal_number
             WHERE s.answered_on IS NULL AND d.stage NOT IN ('won', 'lost') AND (:everybody OR d.rep = ANY(:reps))
             ORDER BY s.proposal, d.expected_value DESC, d.number
            """;

    private final JdbcClient jdbc;
    private final Deals deals;
    private final DecisionTables tables;
    private final WorkingTime workingTime;
    private final String zone;

    Standstills(
            JdbcClient jdbc,
            Deals deals,
            DecisionTables tables,
            WorkingTime workingTime,
            @Value("${tradewind.company.time-zone}") String zone) {
        this.jdbc = jdbc;
        this.deals = deals;
        this.tables = tables;
        this.workingTime = workingTime;
        this.zone = zone;
    }

    private record Movement(LocalDate movedOn, long kept) {}

    /**
     * A deal whose rep is asked about it and has not answered yet.
     *
     * @param rep user id
     * @param proposal {@code remind} or {@code close}
     * @param why as the table {@code deal-movement} says
     * @param movedOn the day of its last movement
     * @param askedOn since when the rep is asked
     */
    public record StandingDeal(
            String number,
            @Nullable Long customerId,
            @Nullable String product,
            String rep,
            String stage,
            BigDecimal expectedValue,
            String currency,
            String proposal,
            String why,
            LocalDate movedOn,
            LocalDate askedOn) {

        /** Whether closing it is proposed. */
        public boolean isHopeless() {
            return proposal.equals("close");
        }
    }

    /**
     * Whether the rep has to be asked about the deal now: the table {@code deal-movement} says that it stands still,
     * nothing is planned with the customer, and the rep has not been asked yet.
     *
     * @return why, as the rep reads it; empty if nobody is asked
     */
    public Optional<String> ask(String dealNumber) {
        Deal deal = deals.get(dealNumber);
        LocalDate today = workingTime.today();
        if (!deal.stage().open() || isAhead(deal.nextVisitOn(), today) || isAhead(deal.decisionOn(), today)) {
            return Optional.empty();
        }
        Movement movement = jdbc.sql(LAST_MOVEMENT)
                .param("number", dealNumber)
                .param("zone", zone)
                .query(Movement.class)
                .single();
        long workingDays = workingTime.workingDaysBetween(movement.movedOn(), today);
        Map<String, Object> rule = tables.first(
                        TABLE,
                        Map.of(
                                "stage",
                                deal.stage().code(),
                                "workingDays",
                                (int) Math.min(workingDays, 10_000),
                                "expectedValue",
                                deal.expectedValue().doubleValue(),
                                "timesKept",
                                (int) Math.min(movement.kept(), 10_000)))
                .orElse(Map.of("proposal", NONE));
        String proposal = Objects.toString(rule.get("proposal"), NONE);
        String why = Objects.toString(rule.get("why"), "");
        return !proposal.equals(NONE) && ask(dealNumber, proposal, why, movement.movedOn(), workingDays, today)
                ? Optional.of(proposal.equals("close") ? why + " Closing it as lost is proposed." : why)
                : Optional.empty();
    }

    private boolean ask(
            String dealNumber, String proposal, String why, LocalDate movedOn, long workingDays, LocalDate today) {
        return jdbc.sql(ASK)
                        .param("number", dealNumber)
                        .param("today", today)
                        .param("proposal", proposal)
                        .param("why", why)
                        .param("movedOn", movedOn)
                        .param("workingDays", workingDays)
                        .update()
                == 1;
    }

    /**
     * The deals whose reps have not answered yet, hopeless ones first, then by value.
     *
     * @param reps user ids; null means everybody's
     */
    @Transactional(readOnly = true)
    public List<StandingDeal> standing(@Nullable Collection<String> reps) {
        return jdbc.sql(STANDING)
                .param("everybody", reps == null)
                .param("reps", reps == null ? new String[0] : reps.toArray(String[]::new))
                .query(StandingDeal.class)
                .list();
    }

    /**
     * Keeps the deal; the days are counted anew from today.
     *
     * @throws Refused if no reason is given
     */
    public void keep(String dealNumber, @Nullable String reason) {
        answer(dealNumber, "moved", reason(reason), null);
    }

    /**
     * Keeps the deal and expects the customer's decision on another day.
     *
     * @throws Refused if no reason is given, or the day is missing, past or more than a year ahead
     */
    public void postpone(String dealNumber, @Nullable LocalDate expectedOn, @Nullable String reason) {
        LocalDate today = workingTime.today();
        if (expectedOn == null || !expectedOn.isAfter(today) || expectedOn.isAfter(today.plusYears(1))) {
            throw new Refused("newDecisionOn", "Say by when they decide now: a day after today and within a year.");
        }
        String why = reason(reason);
        deals.expectDecision(dealNumber, expectedOn);
        answer(dealNumber, "postponed", why, expectedOn);
    }

    /** Notes that the question is answered; the deal itself is closed by {@link Deals#lose}. */
    public void giveUp(String dealNumber) {
        answer(dealNumber, "given-up", null, null);
    }

    private static String reason(@Nullable String reason) {
        if (reason == null || reason.isBlank()) {
            throw new Refused("keepReason", "Say what will move this deal, or give it up.");
        }
        return reason.strip();
    }

    private void answer(String dealNumber, String answer, @Nullable String keptFor, @Nullable LocalDate expectedOn) {
        jdbc.sql(ANSWER)
                .param("number", dealNumber)
                .param("today", workingTime.today())
                .param("keptFor", keptFor, Types.VARCHAR)
                .param("answer", answer)
                .param("expectedOn", expectedOn, Types.DATE)
                .update();
    }

    private static boolean isAhead(@Nullable LocalDate day, LocalDate today) {
        return day != null && !day.isBefore(today);
    }
}
