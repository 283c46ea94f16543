package io.tradewind.lead;

import io.tradewind.intake.Field;
import io.tradewind.intake.Outcome;
import io.tradewind.intake.Row;
import io.tradewind.intake.RowImporter;
import io.tradewind.organization.Roles;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Gives untaken leads to reps, each as if its task had been done alone. */
@Component
class AssignmentImporter implements RowImporter {

    static final String KIND = "assignments";
    static final String LEAD = "leadNumber";
    static final String REP = "rep";

    private final UntakenLeads untaken;

    AssignmentImporter(UntakenLeads untaken) {
        this.untaken = untaken;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Set<String> uploaders() {
        return Set.of(Roles.SALES_MANAGER);
    }

    @Override
    public List<Field> fields() {
        return List.of(
                Field.text(LEAD, 40).required().alsoCalled("lead", "number"),
                Field.text(REP, 64).required().alsoCalled("sales rep", "owner"));
    }

    @Override
    public Outcome take(Row row, String user) {
        String number = row.requiredText(LEAD);
        return untaken.give(number, row.requiredText(REP), user)
                ? Outcome.taken()
                : Outcome.rejected("No rep has to be chosen for lead " + number
                        + ": it has one by now, is closed, or there is none of" + " this number.");
    }
}
