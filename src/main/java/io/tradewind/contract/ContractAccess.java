package io.tradewind.contract;

import io.tradewind.engine.Acting;
import io.tradewind.organization.People;
import io.tradewind.organization.Person;
import io.tradewind.organization.Roles;
import io.tradewind.organization.StandIns;
import java.util.List;
import org.springframework.stereotype.Component;

/** Who may see a contract: its rep, who has tasks of theirs while they are absent, the rep's superiors, and those whose work is contracts. */
@Component
public class ContractAccess {

    private static final List<String> READ_ALL = List.of(
            Roles.SALES_SUPPORT,
            Roles.SALES_DIRECTOR,
            Roles.GENERAL_MANAGER,
            Roles.FINANCE,
            Roles.LEGAL,
            Roles.AUDITOR,
            Roles.ADMIN);

    private static final List<String> CHECKS = List.of(Roles.LEGAL, Roles.AUDITOR, Roles.ADMIN);

    private final People people;
    private final StandIns standIns;
    private final Acting acting;

    ContractAccess(People people, StandIns standIns, Acting acting) {
        this.people = people;
        this.standIns = standIns;
        this.acting = acting;
    }

    public boolean mayRead(String rep) {
        return readsAll() || own(rep);
    }

    private boolean readsAll() {
        return READ_ALL.stream().anyMatch(acting::inGroup);
    }

    /** A signed copy comes in through the rep, the rep's superiors, or sales support. */
    public boolean mayUpload(Contract contract) {
        return own(contract.rep()) || acting.inGroup(Roles.SALES_SUPPORT);
    }

    /** What is out of date is for those who look things up. */
    public boolean mayReadOld() {
        return CHECKS.stream().anyMatch(acting::inGroup);
    }

    private boolean own(String rep) {
        String user = acting.user().orElse("");
        return user.equals(rep)
                || people.reportingLine(rep).stream().map(Person::userId).anyMatch(user::equals)
                || standIns.holdsTaskOf(rep, user);
    }
}
