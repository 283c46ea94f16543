package io.tradewind.organization;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who is away when. Everybody speaks for themselves and for those below them in the reporting line, an administrator
 * for everybody.
 */
public interface Absences {

    /**
     * Enters days away.
     *
     * @param userId who is away; null means the one who enters it
     * @param by who enters it
     * @return the absence's id
     * @throws io.tradewind.engine.Refused if the days or the person are not accepted
     */
    long enter(@Nullable String userId, @Nullable LocalDate from, @Nullable LocalDate to, String by);

    /**
     * The person is back today: days away from today on are taken back, past ones stay.
     *
     * @return false if there is no such absence of somebody this person speaks for
     * @throws io.tradewind.engine.Refused if it is over already
     */
    boolean end(long id, String by);

    /** Absences of the last year and to come, of those this person speaks for, latest first. */
    List<Absence> knownTo(String by);

    /** Whom this person may enter absences for, themselves first; active people only. */
    List<Person> spokenForBy(String by);
}
