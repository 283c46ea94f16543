package io.tradewind.kpi;

import io.tradewind.organization.People;
import io.tradewind.organization.Person;
import io.tradewind.organization.Roles;
import java.sql.Types;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** What a person may narrow the board to. */
@Service
public class Choices {

    private static final String RECORDED = "SELECT EXISTS (SELECT 1 FROM kpi_product_monthly c WHERE %s = :key AND %s)";

    private static final String BOUGHT = "SELECT EXISTS (SELECT 1 FROM kpi_fact f WHERE f.customer_id = :id AND %s)";

    private final JdbcClient jdbc;
    private final People people;
    private final DimensionNames names;

    Choices(JdbcClient jdbc, People people, DimensionNames names) {
        this.jdbc = jdbc;
        this.people = people;
        this.names = names;
    }

    /** Regions, teams and reps within this sight, by name; one who left can still be chosen. */
    public List<FigureMatrix.Part> of(Dimension dimension, Sight sight) {
        if (dimension == Dimension.PRODUCT) {
            return names.products();
        }
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

    /**
     * Whether there is such a region, team, rep or product within this sight, or once was: a fact may still speak of it.
     * Who else there is, one who sees only a part does not learn here.
     */
    public boolean isKnown(Dimension dimension, String key, Sight sight) {
        return of(dimension, sight).stream().anyMatch(part -> part.key().equals(key))
                || jdbc.sql(RECORDED.formatted(
                                dimension.ofPart(),
                                sight.dimension() == null
                                        ? "true"
                                        : sight.dimension().ofPart() + " = :sight"))
                        .param("key", key)
                        .param("sight", sight.key(), Types.VARCHAR)
                        .query(Boolean.class)
                        .single();
    }

    /** Whether anything is recorded of a customer within this sight. */
    public boolean isRecorded(long customerId, Sight sight) {
        return jdbc.sql(BOUGHT.formatted(
                        sight.dimension() == null ? "true" : sight.dimension().ofFact("f.business_date") + " = :sight"))
                .param("id", customerId)
                .param("sight", sight.key(), Types.VARCHAR)
                .query(Boolean.class)
                .single();
    }

    /** As people say it; the key itself where nobody knows a name any more. */
    public String name(Dimension dimension, String key) {
        return names.open().name(dimension, key);
    }
}
