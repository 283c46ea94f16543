package io.tradewind.kpi;

import io.tradewind.engine.Acting;
import io.tradewind.organization.People;
import io.tradewind.organization.Person;
import io.tradewind.organization.Roles;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;

/**
 * Who sees whose scorecard: everybody their own, a superior those below in the reporting line, and all of them the
 * director, the general manager, human resources and the auditor. Only superiors start a review, never their own.
 */
@Service
public class ScorecardSight {

    /** Who may open the page at all. */
    public static final Set<String> READERS = Set.of(
            Roles.SALES_REP, Roles.SALES_MANAGER, Roles.SALES_DIRECTOR, Roles.GENERAL_MANAGER, Roles.HR, Roles.AUDITOR);

    private static final Set<String> SEE_ALL =
            Set.of(Roles.SALES_DIRECTOR, Roles.GENERAL_MANAGER, Roles.HR, Roles.AUDITOR);

    private static final Set<String> START_ALL = Set.of(Roles.SALES_DIRECTOR, Roles.GENERAL_MANAGER);

    private final Acting acting;
    private final People people;

    ScorecardSight(Acting acting, People people) {
        this.acting = acting;
        this.people = people;
    }

    /** @throws AccessDeniedException for roles that have nothing to do with scorecards */
    public void mustBeReader() {
        if (READERS.stream().noneMatch(acting::inGroup)) {
            throw new AccessDeniedException("Scorecards are for sales, management and human resources.");
        }
    }

    /** Everybody with a scorecard that whoever is asking may see, by name; those who left too. */
    public List<Person> visible() {
        return people.all().stream()
                .filter(person -> Scorecards.ROLES.contains(person.role()))
                .filter(this::sees)
                .sorted(Comparator.comparing(Person::name))
                .toList();
    }

    public boolean sees(Person person) {
        String me = acting.user().orElse("");
        return READERS.stream().anyMatch(acting::inGroup)
                && (person.userId().equals(me) || SEE_ALL.stream().anyMatch(acting::inGroup) || isAbove(me, person));
    }

    public boolean mayStart(Person person) {
        String me = acting.user().orElse("");
        return !person.userId().equals(me)
                && (START_ALL.stream().anyMatch(acting::inGroup)
                        || acting.inGroup(Roles.SALES_MANAGER) && isAbove(me, person));
    }

    private boolean isAbove(String me, Person person) {
        return people.reportingLine(person.userId()).stream()
                .anyMatch(superior -> superior.userId().equals(me));
    }
}
