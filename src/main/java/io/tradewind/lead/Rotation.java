package io.tradewind.lead;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Whose turn it is. Kept in the database and locked while a lead is given out: two nodes see one order. */
@Repository
@Transactional(propagation = Propagation.MANDATORY)
class Rotation {

    private static final String ENTER =
            """
            INSERT INTO lead_rotation (rep)
            SELECT rep FROM unnest(:reps) AS rep ORDER BY rep
            ON CONFLICT DO NOTHING
            """;

    /** Always locked in the same order, so that overlapping territories never wait for each other in a circle. */
    private static final String LOCK = "SELECT rep FROM lead_rotation WHERE rep = ANY(:reps) ORDER BY rep FOR UPDATE";

    /** Counted no further than it matters: somebody's customers may have brought thousands. */
    private static final String STANDINGS =
            """
            SELECT asked.rep, coalesce(turn, 0) AS turn, credit, credit_on, lead_rotation.rep IS NOT NULL AS entered,
                   (SELECT count(*)
                      FROM (SELECT 1 FROM lead WHERE owner = asked.rep AND state IN ('assigned', 'contacted')
                             LIMIT asked.most) AS waiting) AS open_leads
              FROM unnest(:reps, :most) AS asked (rep, most)
              LEFT JOIN lead_rotation ON lead_rotation.rep = asked.rep
            """;

    private static final String SAVE =
            """
            UPDATE lead_rotation SET turn = nextval('lead_turn'), credit = :credit, credit_on = :creditOn
             WHERE rep = :rep
            """;

    private final JdbcClient jdbc;

    Rotation(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A rep's place in the order.
     *
     * @param credit leads that were left on {@code creditOn}; null if never given any
     */
    record Turn(String rep, long turn, @Nullable BigDecimal credit, @Nullable LocalDate creditOn) {

        /** A third of a lead a day, three times, is one lead although 0.3333 × 3 is not. */
        private static final BigDecimal ONE = new BigDecimal("0.99");

        /**
         * One lead off the credit; empty if there is none left.
         *
         * @param perDay what every working day adds; not used up, it is kept for no more than the next whole lead
         */
        Optional<Turn> take(BigDecimal perDay, long workingDaysSince, LocalDate today) {
            if (perDay.signum() <= 0) {
                return Optional.empty();
            }
            BigDecimal most = perDay.setScale(0, RoundingMode.CEILING);
            BigDecimal now = credit == null
                    ? most
                    : credit.add(perDay.multiply(BigDecimal.valueOf(workingDaysSince)))
                            .min(most);
            return now.compareTo(ONE) < 0
                    ? Optional.empty()
                    : Optional.of(
                            new Turn(rep, turn, now.subtract(BigDecimal.ONE).max(BigDecimal.ZERO), today));
        }
    }

    /**
     * How a rep stands.
     *
     * @param openLeads leads that wait for the rep to act, counted up to the number asked for; sleeping ones do not wait
     */
    record Standing(Turn turn, long openLeads, boolean entered) {

        String rep() {
            return turn.rep();
        }
    }

    /** @param most by rep, up to which number open leads are counted */
    List<Standing> standings(Map<String, Long> most) {
        return jdbc.sql(STANDINGS)
                .param("reps", most.keySet().toArray(String[]::new))
                .param("most", most.values().toArray(Long[]::new))
                .query((row, n) -> new Standing(
                        new Turn(
                                row.getString("rep"),
                                row.getLong("turn"),
                                row.getBigDecimal("credit"),
                                row.getObject("credit_on", LocalDate.class)),
                        row.getLong("open_leads"),
                        row.getBoolean("entered")))
                .list();
    }

    /** Until the end of the transaction nobody else gives any of them a lead by turn. */
    void lock(List<Standing> standings) {
        String[] reps = standings.stream().map(Standing::rep).toArray(String[]::new);
        if (!standings.stream().allMatch(Standing::entered)) {
            jdbc.sql(ENTER).param("reps", reps).update();
        }
        jdbc.sql(LOCK).param("reps", reps).query(String.class).list();
    }

    void save(Turn turn) {
        jdbc.sql(SAVE)
                .param("rep", turn.rep())
                .param("credit", turn.credit())
                .param("creditOn", turn.creditOn())
                .update();
    }
}
