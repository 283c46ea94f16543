package io.tradewind.kpi.web;

import io.tradewind.kpi.Dimension;
import io.tradewind.kpi.Selection;
import io.tradewind.kpi.Sight;
import io.tradewind.organization.Person;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Who looks, and at what. */
record BoardView(Selection selection, Sight sight) {

    BoardAddress address() {
        return new BoardAddress(selection);
    }

    /** The key a dimension is held to, by the person's choice or by what they may see. */
    @Nullable
    String heldTo(Dimension dimension) {
        return dimension == sight.dimension() ? sight.key() : selection.only().get(dimension);
    }

    /** Whether one below it is looked at, so that its own number would be only a part: a rep's under the team's name. */
    boolean isPartOf(Dimension dimension) {
        boolean rep = heldTo(Dimension.REP) != null;
        return dimension == Dimension.TEAM && rep
                || dimension == Dimension.REGION && (rep || heldTo(Dimension.TEAM) != null);
    }

    /** Whether something a person of the company did belongs on this board. */
    boolean shows(Person person) {
        Map<Dimension, String> only = selection.only();
        return sight.covers(person)
                && matches(only.get(Dimension.REGION), person.region())
                && matches(only.get(Dimension.TEAM), person.team())
                && matches(only.get(Dimension.REP), person.userId());
    }

    private static boolean matches(@Nullable String wanted, @Nullable String actual) {
        return wanted == null || Objects.equals(wanted, actual);
    }
}
