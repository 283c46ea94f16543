package io.tradewind.organization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.calendar.WorkingTime;
import io.tradewind.engine.Refused;
import io.tradewind.support.MutableClock;
import io.tradewind.support.TradewindTest;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

/** Among the demo company's people; what a test enters is rolled back. */
@TradewindTest
@Transactional
class AbsenceTests {

    private static final String REP = "darcel-schlecht";
    private static final String MANAGER = "melvin-marxen";

    @Autowired
    private Absences absences;

    @Autowired
    private People people;

    @Autowired
    private WorkingTime workingTime;

    @Autowired
    private MutableClock clock;

    @Autowired
    private JdbcClient jdbc;

    private LocalDate today;

    @BeforeEach
    void nobodyIsAway() {
        jdbc.sql("DELETE FROM absence").update();
        today = workingTime.today();
    }

    @AfterEach
    void nowIsNow() {
        clock.reset();
    }

    @Test
    void whoeverIsAwayIsNotPresentOnTheFirstAndTheLastDayAndInBetween() {
        absences.enter(null, today.plusDays(1), today.plusDays(3), REP);

        assertThat(people.present(REP, today)).isTrue();
        assertThat(people.present(REP, today.plusDays(1))).isFalse();
        assertThat(people.present(REP, today.plusDays(3))).isFalse();
        assertThat(people.present(REP, today.plusDays(4))).isTrue();
    }

    @Test
    void everySuperiorAndAnAdministratorEnterItToo() {
        absences.enter(REP, today, today, MANAGER);
        absences.enter(REP, today.plusDays(1), today.plusDays(1), "director");
        absences.enter(REP, today.plusDays(2), today.plusDays(2), "admin");

        assertThat(absences.knownTo(REP)).extracting(Absence::enteredBy).containsExactly("admin", "director", MANAGER);
        assertThat(absences.knownTo(REP)).allSatisfy(absence -> assertThat(absence.enteredAt())
                .isBetween(
                        clock.instant().minus(Duration.ofMinutes(1)),
                        clock.instant().plusSeconds(1)));
    }

    @Test
    void nobodyElseDoes() {
        assertRefused("userId", () -> absences.enter(MANAGER, today, today, REP));
        assertRefused("userId", () -> absences.enter(REP, today, today, colleague()));
        assertRefused("userId", () -> absences.enter(REP, today, today, otherManager()));
        assertRefused("userId", () -> absences.enter(REP, today, today, "hr"));
        assertRefused("userId", () -> absences.enter("nobody-at-all", today, today, "admin"));
    }

    @Test
    void whoHasLeftIsNotAway() {
        jdbc.sql("UPDATE person SET active = false WHERE user_id = :rep")
                .param("rep", REP)
                .update();

        assertRefused("userId", () -> absences.enter(REP, today, today, MANAGER));
    }

    @Test
    void theDaysAreInOrderAndNotPastAndNotTooMany() {
        assertRefused("from", () -> enter(null, today));
        assertRefused("to", () -> enter(today, null));
        assertRefused("from", () -> enter(today.minusDays(1), today));
        assertRefused("to", () -> enter(today.plusDays(1), today));
        assertRefused("to", () -> enter(today, today.plusDays(366)));
        assertRefused("from", () -> enter(LocalDate.MAX, LocalDate.MAX));
        assertThat(enter(today, today.plusDays(365))).isPositive();
    }

    @Test
    void twoAbsencesOfOnePersonShareNoDay() {
        enter(today.plusDays(5), today.plusDays(7));

        assertRefused("from", () -> enter(today.plusDays(7), today.plusDays(9)));
        assertRefused("from", () -> enter(today, today.plusDays(5)));
        assertRefused("from", () -> enter(today.plusDays(6), today.plusDays(6)));
        assertRefused("from", () -> enter(today, today.plusDays(20)));
        assertThat(enter(today.plusDays(8), today.plusDays(9))).isPositive();
        assertThat(absences.enter(null, today.plusDays(5), today.plusDays(7), MANAGER))
                .isPositive();
    }

    @Test
    void endingTakesBackTodayAndWhatWasToCome() {
        long coming = enter(today.plusDays(3), today.plusDays(4));

        assertThat(absences.end(coming, colleague())).isFalse();
        assertThat(people.present(REP, today.plusDays(3))).isFalse();
        assertThat(absences.end(coming, MANAGER)).isTrue();
        assertThat(people.present(REP, today.plusDays(3))).isTrue();
        assertThat(absences.end(coming, MANAGER)).isFalse();
    }

    @Test
    void pastDaysStayWhenSomebodyComesBackEarly() {
        long running = enter(today, today.plusDays(9));
        clock.forward(Duration.ofDays(2));

        assertThat(absences.end(running, REP)).isTrue();

        assertThat(people.present(REP, today.plusDays(1))).isFalse();
        assertThat(people.present(REP, today.plusDays(2))).isTrue();
        assertRefused("to", () -> absences.end(running, REP));
        assertThat(jdbc.sql("SELECT ended_by FROM absence WHERE id = :id")
                        .param("id", running)
                        .query()
                        .singleRow())
                .isEqualTo(Map.of("ended_by", REP));
    }

    @Test
    void everybodySeesTheirOwnAndThoseBelow() {
        enter(today, today);

        assertThat(absences.knownTo(REP)).hasSize(1);
        assertThat(absences.knownTo(MANAGER)).hasSize(1);
        assertThat(absences.knownTo("director")).hasSize(1);
        assertThat(absences.knownTo("admin")).hasSize(1);
        assertThat(absences.knownTo(colleague())).isEmpty();
        assertThat(absences.knownTo(otherManager())).isEmpty();
        assertThat(absences.spokenForBy(REP)).extracting(Person::userId).containsExactly(REP);
        assertThat(absences.spokenForBy(MANAGER))
                .extracting(Person::userId)
                .startsWith(MANAGER)
                .contains(REP, colleague())
                .doesNotContain("director", otherManager());
    }

    private long enter(@Nullable LocalDate from, @Nullable LocalDate to) {
        return absences.enter(null, from, to, REP);
    }

    private String colleague() {
        return people.inRole(Roles.SALES_REP).stream()
                .filter(rep -> MANAGER.equals(rep.manager()) && !rep.userId().equals(REP))
                .findFirst()
                .orElseThrow()
                .userId();
    }

    private String otherManager() {
        return people.inRole(Roles.SALES_MANAGER).stream()
                .map(Person::userId)
                .filter(manager -> !manager.equals(MANAGER))
                .findFirst()
                .orElseThrow();
    }

    private static void assertRefused(String field, ThrowingCallable act) {
        assertThatThrownBy(act).isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.field())
                .isEqualTo(field));
    }
}
