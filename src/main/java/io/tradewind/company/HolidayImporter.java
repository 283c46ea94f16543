package io.tradewind.company;

import io.tradewind.intake.Field;
import io.tradewind.intake.Outcome;
import io.tradewind.intake.Row;
import io.tradewind.intake.RowImporter;
import io.tradewind.organization.Roles;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Takes a file of holidays, each row as if it had been entered alone. */
@Component
class HolidayImporter implements RowImporter {

    private final ClosedDays closed;

    HolidayImporter(ClosedDays closed) {
        this.closed = closed;
    }

    @Override
    public String kind() {
        return "holidays";
    }

    @Override
    public Set<String> uploaders() {
        return Set.of(Roles.HR, Roles.ADMIN);
    }

    @Override
    public List<Field> fields() {
        return List.of(
                Field.date("day").required().alsoCalled("date"),
                Field.text("name", 100).required().alsoCalled("holiday", "occasion"),
                Field.text("region", 60).alsoCalled("regional office"));
    }

    @Override
    public Outcome take(Row row, String user) {
        boolean isNews = closed.declare(row.requiredDate("day"), row.requiredText("name"), row.text("region"));
        return isNews ? Outcome.taken() : Outcome.alreadyKnown();
    }
}
