package io.tradewind.company;

import io.tradewind.engine.Refused;
import io.tradewind.intake.Field;
import io.tradewind.intake.Outcome;
import io.tradewind.intake.Row;
import io.tradewind.intake.RowImporter;
import io.tradewind.organization.Roles;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Takes a file of people, each row as if it had been entered alone; superiors stand above those who report to them. */
@Component
class PeopleImporter implements RowImporter {

    private final Staff staff;

    PeopleImporter(Staff staff) {
        this.staff = staff;
    }

    @Override
    public String kind() {
        return "people";
    }

    @Override
    public Set<String> uploaders() {
        return Set.of(Roles.ADMIN);
    }

    @Override
    public List<Field> fields() {
        return List.of(
                Field.text("userId", 64).required().alsoCalled("login", "user", "user name"),
                Field.text("name", 100).required().alsoCalled("full name", "sales agent", "employee"),
                Field.email("email").required().alsoCalled("e-mail", "mail", "e-mail address"),
                Field.text("role", 40).required().alsoCalled("position", "job"),
                Field.text("manager", 100).alsoCalled("superior", "reports to", "supervisor"),
                Field.text("team", 60),
                Field.text("region", 60).alsoCalled("regional office"),
                Field.text("language", 20),
                Field.text("active", 10).alsoCalled("is active", "works here"));
    }

    @Override
    public Outcome take(Row row, String user) {
        boolean isNews = staff.enter(new NewPerson(
                row.text("userId"),
                row.text("name"),
                row.text("email"),
                row.text("role"),
                row.text("manager"),
                row.text("team"),
                row.text("region"),
                row.text("language"),
                active(row.text("active"))));
        return isNews ? Outcome.taken() : Outcome.alreadyKnown();
    }

    private static boolean active(@Nullable String said) {
        return switch (said == null ? "" : said.toLowerCase(Locale.ROOT)) {
            case "", "yes", "y", "true", "1", "active" -> true;
            case "no", "n", "false", "0", "left" -> false;
            default -> throw new Refused("active", "Write yes or no under 'active'; empty is yes.");
        };
    }
}
