package io.tradewind.kpi;

import io.tradewind.organization.Person;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What of the figures a person may see.
 *
 * @param dimension held to {@code key}; null for one who sees everything
 * @param key the rep's own user id or the manager's team
 * @param costs whether figures that give our cost away are among it
 */
public record Sight(@Nullable Dimension dimension, @Nullable String key, boolean costs) {

    /** The whole company, cost included. */
    public static final Sight EVERYTHING = new Sight(null, null, true);

    /** Whether what this person does is within it. */
    public boolean covers(Person person) {
        if (dimension == null) {
            return true;
        }
        return dimension == Dimension.TEAM
                ? Objects.equals(key, person.team())
                : dimension == Dimension.REP && Objects.equals(key, person.userId());
    }
}
