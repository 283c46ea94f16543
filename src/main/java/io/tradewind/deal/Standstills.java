package io.tradewind.deal;

import io.tradewind.calendar.WorkingTime;
import io.tradewind.engine.Refused;
import java.sql.Types;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Deals that do not move, and what their reps say about them. */
@Repository
@Transactional
public class Standstills {

    /** About a month: longer than any holiday, shorter than anybody's patience. */
    static final long WORKING_DAYS = 20;

    private static final String LAST_MOVEMENT =
            """
            SELECT greatest(
                     (SELECT max((entered_at AT TIME ZONE :zone)::date) FROM deal_stage_entry WHERE deal_number = :number),
                     (SELECT max(answered_on) FROM deal_standstill WHERE deal_number = :number))
            """;

    private static final String ASK =
            """
            INSERT INTO deal_standstill (deal_number, asked_on) VALUES (:number, :today)
            ON CONFLICT (deal_number) WHERE answered_on IS NULL DO NOTHING
            """;

    private static final String ANSWER =
            """
            UPDATE deal_standstill SET answered_on = :today, kept_for = :keptFor
             WHERE deal_number = :number AND answered_on IS NULL
            """;

    private final JdbcClient jdbc;
    private final Deals deals;
    private final WorkingTime workingTime;
    private final String zone;

    Standstills(
            JdbcClient jdbc,
            Deals deals,
            WorkingTime workingTime,
            @Value("${tradewind.company.time-zone}") String zone) {
        this.jdbc = jdbc;
        this.deals = deals;
        this.workingTime = workingTime;
        this.zone = zone;
    }

    /**
     * Whether the rep has to be asked about the deal now: it has been in one stage for {@value #WORKING_DAYS} working
     * days, nothing is planned with the customer, and the rep has not been asked yet.
     */
    public boolean ask(String dealNumber) {
        Deal deal = deals.get(dealNumber);
        LocalDate today = workingTime.today();
        if (!deal.stage().open() || isAhead(deal.nextVisitOn(), today) || isAhead(deal.decisionOn(), today)) {
            return false;
        }
        LocalDate moved = jdbc.sql(LAST_MOVEMENT)
                .param("number", dealNumber)
                .param("zone", zone)
                .query(LocalDate.class)
                .single();
        return workingTime.workingDaysBetween(moved, today) >= WORKING_DAYS
                && jdbc.sql(ASK)
                                .param("number", dealNumber)
                                .param("today", today)
                                .update()
                        == 1;
    }

    /**
     * Keeps the deal; the days are counted anew from today.
     *
     * @throws Refused if no reason is given
     */
    public void keep(String dealNumber, @Nullable String reason) {
        if (reason == null || reason.isBlank()) {
            throw new Refused("keepReason", "Say what will move this deal, or give it up.");
        }
        answer(dealNumber, reason.strip());
    }

    /** Notes that the question is answered; the deal itself is closed by {@link Deals#lose}. */
    public void giveUp(String dealNumber) {
        answer(dealNumber, null);
    }

    private void answer(String dealNumber, @Nullable String keptFor) {
        jdbc.sql(ANSWER)
                .param("number", dealNumber)
                .param("today", workingTime.today())
                .param("keptFor", keptFor, Types.VARCHAR)
                .update();
    }

    private static boolean isAhead(@Nullable LocalDate day, LocalDate today) {
        return day != null && !day.isBefore(today);
    }
}
