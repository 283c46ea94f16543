package io.tradewind.deal;

import io.tradewind.calendar.WorkingTime;
import io.tradewind.engine.DecisionDrafts;
import io.tradewind.engine.DecisionTables;
import io.tradewind.engine.Refused;
import java.math.BigDecimal;
import java.sql.Types;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
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

    /** Longer than any table would wait; a date before it counts as this old. */
    private static final int MOST_DAYS = 20 * 366;

    /** Open deals, with what their reps were asked and have not answered. */
    private static final String OPEN =
            """
            SELECT d.number, d.customer_id, d.product, d.rep, d.stage, d.expected_value, d.currency,
                   coalesce(d.moved_on, d.opened_on) AS moved_on, greatest(d.decision_on, d.next_visit_on) AS next_on,
                   coalesce(k.kept, 0) AS kept, s.proposal, s.why, s.asked_on
              FROM deal d
              LEFT JOIN deal_standstill s ON s.deal_number = d.number AND s.answered_on IS NULL
              LEFT JOIN (SELECT deal_number, count(*) AS kept
                           FROM deal_standstill WHERE answered_on IS NOT NULL GROUP BY deal_number) k
                ON k.deal_number = d.number
             WHERE d.stage NOT IN ('won', 'lost')
            """;

    /** Asked about or not, of those that may stand still: nothing is planned of them for the days to come. */
    private static final String OPEN_WITHOUT_PLAN = OPEN
            + """
             AND (:everybody OR d.rep = ANY(:reps))
             AND (s.deal_number IS NOT NULL OR (greatest(d.decision_on, d.next_visit_on) >= :today) IS NOT TRUE)
            """;

    private static final String QUESTIONS =
            """
            SELECT count(*) FILTER (WHERE s.asked_on = :today) AS today,
                   count(*) FILTER (WHERE s.answered_on IS NULL AND d.stage NOT IN ('won', 'lost')) AS unanswered
              FROM deal_standstill s JOIN deal d ON d.number = s.deal_number
             WHERE d.rep = :rep AND (s.asked_on = :today OR s.answered_on IS NULL)
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

    private final JdbcClient jdbc;
    private final Deals deals;
    private final DealTable table;
    private final DecisionTables tables;
    private final DecisionDrafts drafts;
    private final WorkingTime workingTime;
    private final int mostADay;
    private final int mostUnanswered;

    Standstills(
            JdbcClient jdbc,
            Deals deals,
            DealTable table,
            DecisionTables tables,
            DecisionDrafts drafts,
            WorkingTime workingTime,
            @Value("${tradewind.standing-deals.questions-a-day}") int mostADay,
            @Value("${tradewind.standing-deals.unanswered}") int mostUnanswered) {
        this.jdbc = jdbc;
        this.deals = deals;
        this.table = table;
        this.tables = tables;
        this.drafts = drafts;
        this.workingTime = workingTime;
        this.mostADay = mostADay;
        this.mostUnanswered = mostUnanswered;
    }

    /**
     * A deal that does not move.
     *
     * @param rep user id
     * @param proposal {@code remind} or {@code close}
     * @param why as the table {@code deal-movement} says
     * @param movedOn the day of its last movement
     * @param workingDays since then
     * @param timesKept how often its rep was asked and kept it
     * @param askedOn since when the rep is asked and has not answered; null while not asked
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
            long workingDays,
            long timesKept,
            @Nullable LocalDate askedOn) {

        /** Whether closing it is proposed. */
        public boolean isHopeless() {
            return proposal.equals("close");
        }
    }

    /** @param nextOn the later of the customer's decision and the next visit */
    private record OpenDeal(
            String number,
            @Nullable Long customerId,
            @Nullable String product,
            String rep,
            String stage,
            BigDecimal expectedValue,
            String currency,
            LocalDate movedOn,
            @Nullable LocalDate nextOn,
            long kept,
            @Nullable String proposal,
            @Nullable String why,
            @Nullable LocalDate askedOn) {}

    private record Questions(int today, int unanswered) {}

    /**
     * Asks the rep about the deal if it stands still now, has not been asked about yet, and the rep has not been asked
     * enough for today.
     *
     * @return why, as the rep reads it; empty if nobody is asked
     */
    public Optional<String> ask(String dealNumber) {
        String rep = deals.get(dealNumber).rep();
        // two nodes that look at the same moment count the same questions
        jdbc.sql("SELECT 1 FROM pg_advisory_xact_lock(hashtext('standing-deals ' || :rep))")
                .param("rep", rep)
                .query(Integer.class)
                .single();
        List<OpenDeal> open = jdbc.sql(OPEN + " AND d.number = :number")
                .param("number", dealNumber)
                .query(OpenDeal.class)
                .list();
        return standing(open, tables).stream()
                .filter(deal -> deal.askedOn() == null && questionsLeft(rep) > 0)
                .filter(this::noted)
                .map(deal -> deal.isHopeless() ? deal.why() + " Closing it as lost is proposed." : deal.why())
                .findFirst();
    }

    private boolean noted(StandingDeal deal) {
        return jdbc.sql(ASK)
                        .param("number", deal.number())
                        .param("today", workingTime.today())
                        .param("proposal", deal.proposal())
                        .param("why", deal.why())
                        .param("movedOn", deal.movedOn())
                        .param("workingDays", deal.workingDays())
                        .update()
                == 1;
    }

    /** How many more questions the rep may be asked today. */
    public int questionsLeft(String rep) {
        Questions asked = jdbc.sql(QUESTIONS)
                .param("rep", rep)
                .param("today", workingTime.today())
                .query(Questions.class)
                .single();
        return Math.max(0, Math.min(mostADay - asked.today(), mostUnanswered - asked.unanswered()));
    }

    /**
     * The open deals that stand still by the table as it is now, and those whose reps have not answered yet; hopeless ones
     * first, then by value.
     *
     * @param reps user ids; null means everybody's
     */
    @Transactional(readOnly = true)
    public List<StandingDeal> standing(@Nullable Collection<String> reps) {
        return standing(
                jdbc.sql(OPEN_WITHOUT_PLAN)
                        .param("today", workingTime.today())
                        .param("everybody", reps == null)
                        .param("reps", reps == null ? new String[0] : reps.toArray(String[]::new))
                        .query((row, n) -> new OpenDeal(
                                row.getString("number"),
                                row.getObject("customer_id", Long.class),
                                row.getString("product"),
                                row.getString("rep"),
                                row.getString("stage"),
                                row.getBigDecimal("expected_value"),
                                row.getString("currency"),
                                row.getObject("moved_on", LocalDate.class),
                                row.getObject("next_on", LocalDate.class),
                                row.getLong("kept"),
                                row.getString("proposal"),
                                row.getString("why"),
                                row.getObject("asked_on", LocalDate.class)))
                        .list(),
                drafts.deployed());
    }

    private List<StandingDeal> standing(List<OpenDeal> open, DecisionTables by) {
        LocalDate today = workingTime.today();
        Function<LocalDate, Long> workingDays = workingDaysUntil(today, open);
        List<StandingDeal> standing = new ArrayList<>();
        for (OpenDeal deal : open) {
            long still = workingDays.apply(deal.movedOn());
            Map<String, Object> rule = isAhead(deal.nextOn(), today) ? Map.of() : rule(deal, still, by);
            String proposal = Objects.toString(rule.get("proposal"), NONE);
            boolean stands = !proposal.equals(NONE);
            if (stands || deal.askedOn() != null) {
                standing.add(new StandingDeal(
                        deal.number(),
                        deal.customerId(),
                        deal.product(),
                        deal.rep(),
                        deal.stage(),
                        deal.expectedValue(),
                        deal.currency(),
                        stands ? proposal : Objects.toString(deal.proposal(), "remind"),
                        stands ? Objects.toString(rule.get("why"), "") : Objects.toString(deal.why(), ""),
                        deal.movedOn(),
                        still,
                        deal.kept(),
                        deal.askedOn()));
            }
        }
        standing.sort(Comparator.comparing(StandingDeal::isHopeless)
                .thenComparing(StandingDeal::expectedValue)
                .reversed()
                .thenComparing(StandingDeal::number));
        return standing;
    }

    private static Map<String, Object> rule(OpenDeal deal, long workingDays, DecisionTables by) {
        return by.first(
                        TABLE,
                        Map.of(
                                "stage",
                                deal.stage(),
                                "workingDays",
                                (int) Math.min(workingDays, 10_000),
                                "expectedValue",
                                deal.expectedValue().doubleValue(),
                                "timesKept",
                                (int) Math.min(deal.kept(), 10_000)))
                .orElse(Map.of());
    }

    /** The calendar is gone through once, however many deals there are. */
    private Function<LocalDate, Long> workingDaysUntil(LocalDate today, List<OpenDeal> open) {
        LocalDate oldest = today.minusDays(MOST_DAYS);
        LocalDate first = open.stream()
                .map(OpenDeal::movedOn)
                .min(Comparator.naturalOrder())
                .filter(day -> day.isBefore(today))
                .map(day -> day.isBefore(oldest) ? oldest : day)
                .orElse(today);
        long[] since = new long[(int) ChronoUnit.DAYS.between(first, today) + 1];
        LocalDate day = today;
        for (int back = 1; back < since.length; back++) {
            since[back] = since[back - 1] + workingTime.workingDaysBetween(day.minusDays(1), day);
            day = day.minusDays(1);
        }
        return from -> from.isBefore(today)
                ? since[(int) Math.min(since.length - 1L, ChronoUnit.DAYS.between(from, today))]
                : 0L;
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
        table.moved(dealNumber);
    }

    private static boolean isAhead(@Nullable LocalDate day, LocalDate today) {
        return day != null && !day.isBefore(today);
    }
}
