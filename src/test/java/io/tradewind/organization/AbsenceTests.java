package io.tradewind.organization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.tradewind.calendar.WorkingTime;
import io.tradewind.engine.Refused;
import io.tradewind.support.MutableClock;
import io.tradewind.support.TradewindTest;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
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

    @Test
    void aDelegateIsSomebodyElseWhoIsHereAndMayKnowAsMuch() {
        assertRefused("delegate", () -> delegate(MANAGER, MANAGER, MANAGER));
        assertRefused("delegate", () -> delegate(MANAGER, "nobody-at-all", MANAGER));
        assertRefused("delegate", () -> delegate("finance", REP, "finance"));
        assertRefused("delegate", () -> delegate(MANAGER, "auditor", MANAGER));
        assertRefused("delegate", () -> delegate(MANAGER, "admin", "admin"));
        assertRefused("userId", () -> delegate(MANAGER, REP, REP));
        assertThat(delegate(MANAGER, otherManager(), "director")).isPositive();
        assertThat(delegate("finance", "gm", "gm"))
                .as("a superior names themselves")
                .isPositive();
    }

    @Test
    void whoHasLeftIsNobodysDelegate() {
        jdbc.sql("UPDATE person SET active = false WHERE user_id = :rep")
                .param("rep", REP)
                .update();

        assertRefused("delegate", () -> delegate(MANAGER, REP, MANAGER));
    }

    @Test
    void capAndScopeAreWhatTheyShouldBeAndBelongToADelegate() {
        for (String cap : List.of("-1", "0.001", "1e300", "1000000001")) {
            assertRefused(
                    "cap",
                    () -> absences.enter(
                            new NewAbsence(REP, today, today, MANAGER, List.of(), new BigDecimal(cap), null), REP));
        }
        assertRefused(
                "capCurrency",
                () -> absences.enter(
                        new NewAbsence(REP, today, today, MANAGER, List.of(), BigDecimal.ONE, "Dollars"), REP));
        assertRefused(
                "scope",
                () -> absences.enter(
                        new NewAbsence(REP, today, today, MANAGER, List.of("no-such-process"), null, null), REP));
        assertRefused(
                "delegate",
                () -> absences.enter(new NewAbsence(REP, today, today, null, List.of(), BigDecimal.ONE, null), REP));
        assertRefused(
                "delegate",
                () -> absences.enter(new NewAbsence(REP, today, today, null, List.of("opportunity"), null, null), REP));
        long id = absences.enter(
                new NewAbsence(
                        REP, today, today, MANAGER, List.of("opportunity", "discount"), new BigDecimal("5e3"), null),
                REP);
        assertThat(absences.knownTo(REP))
                .filteredOn(known -> known.id() == id)
                .singleElement()
                .satisfies(known -> {
                    assertThat(known.delegateName()).isEqualTo("Melvin Marxen");
                    assertThat(known.scope()).containsExactly("opportunity", "discount");
                    assertThat(known.cap()).isEqualByComparingTo("5000");
                    assertThat(known.capCurrency()).isEqualTo("USD");
                });
        assertThat(absences.entrustedTo(MANAGER)).extracting(Absence::id).contains(id);
    }

    @Test
    void nobodyStandsInForOneAnotherOnTheSameDays() {
        String third = "cara-losch";
        absences.enter(new NewAbsence(MANAGER, today, today.plusDays(5), REP, List.of(), null, null), MANAGER);

        assertThatThrownBy(() -> absences.enter(
                        new NewAbsence(REP, today.plusDays(5), today.plusDays(9), MANAGER, List.of(), null, null), REP))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("Darcel Schlecht")
                .hasMessageContaining("Melvin Marxen");
        absences.enter(new NewAbsence(REP, today, today.plusDays(2), third, List.of(), null, null), REP);
        assertRefused(
                "delegate",
                () -> absences.enter(
                        new NewAbsence(third, today.plusDays(1), today.plusDays(1), MANAGER, List.of(), null, null),
                        third));
        assertThat(absences.enter(
                        new NewAbsence(third, today.plusDays(3), today.plusDays(4), MANAGER, List.of(), null, null),
                        third))
                .as("on other days it is no circle")
                .isPositive();
    }

    @Test
    void whatWasSaidStays() {
        long id = enter(today, today.plusDays(3));
        absences.change(id, new NewAbsence(null, today, today.plusDays(1), MANAGER, List.of(), null, null), MANAGER);
        assertThat(absences.change(id, NewAbsence.days(null, today, today), colleague()))
                .isFalse();
        absences.end(id, REP);

        assertThat(absences.record(MANAGER))
                .filteredOn(said -> said.absenceId() == id)
                .extracting(AbsenceRecord::act, AbsenceRecord::by)
                .containsExactly(tuple("removed", REP), tuple("changed", MANAGER), tuple("entered", REP));
        assertThat(absences.record(MANAGER).get(0).absence()).contains("\"delegate\": \"melvin-marxen\"");
        assertThat(absences.record(otherManager()))
                .filteredOn(said -> said.absenceId() == id)
                .isEmpty();
        assertThatThrownBy(() ->
                        jdbc.sql("UPDATE absence_record SET acted_by = 'x'").update())
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("never changed");
    }

    private long delegate(String userId, String delegate, String by) {
        return absences.enter(new NewAbsence(userId, today, today, delegate, List.of(), null, null), by);
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
