package io.tradewind.planning;

import io.tradewind.engine.Acting;
import io.tradewind.organization.People;
import io.tradewind.organization.Person;
import io.tradewind.organization.Roles;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;

/** Who sees whose targets: management all, a manager the team's, a rep their own. */
@Service
public class TargetScopes {

    /** Those who may open the page at all. */
    public static final Set<String> ROLES = Set.of(
            Roles.SALES_REP,
            Roles.SALES_MANAGER,
            Roles.SALES_DIRECTOR,
            Roles.GENERAL_MANAGER,
            Roles.FINANCE,
            Roles.AUDITOR,
            Roles.ADMIN);

    private static final List<String> LEADS = List.of(Roles.SALES_DIRECTOR, Roles.GENERAL_MANAGER);
    private static final List<String> READS = List.of(Roles.FINANCE, Roles.AUDITOR, Roles.ADMIN);

    private final Acting acting;
    private final People people;

    TargetScopes(Acting acting, People people) {
        this.acting = acting;
        this.people = people;
    }

    /** @throws AccessDeniedException for roles whose work needs no targets */
    public TargetScope currentOrForbidden() {
        return current()
                .orElseThrow(() ->
                        new AccessDeniedException("Targets are for sales, management and finance; ask your manager."));
    }

    private Optional<TargetScope> current() {
        String user = acting.user().orElse(null);
        if (LEADS.stream().anyMatch(acting::inGroup)) {
            return Optional.of(new TargetScope(TargetNode.COMPANY, true, true, true, user));
        }
        if (READS.stream().anyMatch(acting::inGroup)) {
            return Optional.of(new TargetScope(TargetNode.COMPANY, true, false, true, user));
        }
        Optional<Person> person = acting.user().flatMap(people::find);
        if (acting.inGroup(Roles.SALES_MANAGER)) {
            return person.map(Person::team).map(team -> new TargetScope(team, true, true, false, user));
        }
        if (acting.inGroup(Roles.SALES_REP)) {
            return person.map(rep -> new TargetScope(rep.userId(), false, false, false, user));
        }
        return Optional.empty();
    }
}
