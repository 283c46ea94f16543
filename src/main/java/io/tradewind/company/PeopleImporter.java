package io.tradewind.company;

import io.tradewind.engine.Refused;
import io.tradewind.intake.Field;
import io.tradewind.intake.Outcome;
import io.tradewind.intake.Row;
import io.tradewind.intake.RowImporter;
import io.tradewind.organization.Holdings.Held;
import io.tradewind.organization.Person;
import io.tradewind.organization.Roles;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.stream.Collectors;
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
                Field.text("active", 10).alsoCalled("is active", "works here"),
                Field.text("new", 10).alsoCalled("is new", "new team", "new region"));
    }

    /** Of somebody who is known, an empty cell leaves what is known as it is. */
    @Override
    public Outcome take(Row row, String user) {
        String userId = row.requiredText("userId").toLowerCase(Locale.ROOT);
        Person known = staff.find(userId).orElse(null);
        String name = row.requiredText("name");
        String email = row.requiredText("email");
        if (known != null && !known.name().equals(name) && !known.email().equalsIgnoreCase(email)) {
            throw new Refused(
                    "userId",
                    "'" + userId + "' is " + known.name()
                            + " with another e-mail address. Give somebody new a user id of"
                            + " their own; whoever got a new name and a new address is changed on the page of people.");
        }
        SortedSet<String> teams = staff.teams();
        SortedSet<String> regions = staff.regions();
        boolean isNews = staff.enter(new NewPerson(
                userId,
                name,
                email,
                row.requiredText("role"),
                orElse(row.text("manager"), known == null ? null : known.manager()),
                orElse(row.text("team"), known == null ? null : known.team()),
                orElse(row.text("region"), known == null ? null : known.region()),
                orElse(row.text("language"), known == null ? null : known.language()),
                yes("active", row.text("active"), known == null || known.active()),
                yes("new", row.text("new"), false)));
        if (!isNews) {
            return Outcome.alreadyKnown();
        }
        String note = note(known, staff.find(userId).orElseThrow(), teams, regions);
        return note.isEmpty() ? Outcome.taken() : Outcome.taken(note);
    }

    /** Which team and region are new, and what stays with somebody who has left. */
    private String note(@Nullable Person known, Person person, SortedSet<String> teams, SortedSet<String> regions) {
        List<String> sentences = new ArrayList<>();
        if (person.active() && person.team() != null && !teams.contains(person.team())) {
            sentences.add("'" + person.team() + "' is a new team.");
        }
        if (person.active() && person.region() != null && !regions.contains(person.region())) {
            sentences.add("'" + person.region() + "' is a new region.");
        }
        if (known != null && known.active() && !person.active()) {
            List<Held> held = staff.held(person.userId());
            if (!held.isEmpty()) {
                sentences.add(person.name() + " has left; with them stay "
                        + held.stream().map(Held::words).collect(Collectors.joining(", ")) + ". Their page at"
                        + " /company/people says what becomes of it.");
            }
        }
        return String.join(" ", sentences);
    }

    private static @Nullable String orElse(@Nullable String said, @Nullable String known) {
        return said == null ? known : said;
    }

    private static boolean yes(String field, @Nullable String said, boolean known) {
        return switch (said == null ? "" : said.toLowerCase(Locale.ROOT)) {
            case "" -> known;
            case "yes", "y", "true", "1", "active" -> true;
            case "no", "n", "false", "0", "left" -> false;
            default ->
                throw new Refused(
                        field,
                        "Write yes or no under '" + field + "'; empty "
                                + (field.equals("new") ? "is no." : "leaves it as it is."));
        };
    }
}
