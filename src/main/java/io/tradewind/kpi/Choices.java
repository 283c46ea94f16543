package io.tradewind.kpi;

import io.tradewind.organization.People;
import io.tradewind.organization.Person;
import io.tradewind.organization.Roles;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** What a person may narrow the board to. */
@Service
public class Choices {

    private final People people;
    private final DimensionNames names;

    Choices(People people, DimensionNames names) {
        this.people = people;
        this.names = names;
    }

    /** Regions, teams and reps within this sight, by name; one who left can still be chosen. */
    public List<FigureMatrix.Part> of(Dimension dimension, Sight sight) {
        Function<Person, @Nullable String> key =
                switch (dimension) {
                    case REGION -> Person::region;
                    case TEAM -> Person::team;
                    default -> person -> person.role().equals(Roles.SALES_REP) ? person.userId() : null;
                };
        DimensionNames.Book book = names.open();
        return people.all().stream()
                .filter(person -> sight.covers(person))
                .map(key)
                .filter(Objects::nonNull)
                .distinct()
                .map(found -> new FigureMatrix.Part(found, book.name(dimension, found)))
                .sorted(java.util.Comparator.comparing(FigureMatrix.Part::name))
                .toList();
    }
}
