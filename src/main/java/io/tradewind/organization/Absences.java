package io.tradewind.organization;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who is away when, and who stands in. Everybody speaks for themselves and for those below them in the reporting line, an
 * administrator for everybody. What is said is recorded for good.
 */
public interface Absences {

    /**
     * Enters days away.
     *
     * @param by who enters it
     * @return the absence's id
     * @throws io.tradewind.engine.Refused if the days, the person or the delegate are not accepted
     */
    long enter(NewAbsence absence, String by);

    /** Enters days away on which nobody stands in. */
    long enter(@Nullable String userId, @Nullable LocalDate from, @Nullable LocalDate to, String by);

    /**
     * Changes days, delegate, scope and cap; whose absence it is stays, and so does the first day once it has come.
     *
     * @return false if there is no such absence of somebody this person speaks for
     * @throws io.tradewind.engine.Refused if it is over already, or as for a new one
     */
    boolean change(long id, NewAbsence wanted, String by);

    /**
     * The person is back today: days away from today on are taken back, past ones stay.
     *
     * @return false if there is no such absence of somebody this person speaks for
     * @throws io.tradewind.engine.Refused if it is over already
     */
    boolean end(long id, String by);

    /** Absences of the last year and to come, of those this person speaks for, latest first. */
    List<Absence> knownTo(String by);

    /** Absences to come or running in which this person stands in for somebody. */
    List<Absence> entrustedTo(String userId);

    /** What was said about absences of those this person speaks for, latest first, at most 200. */
    List<AbsenceRecord> record(String by);

    /** Whom this person may enter absences for, themselves first; active people only. */
    List<Person> spokenForBy(String by);
}
