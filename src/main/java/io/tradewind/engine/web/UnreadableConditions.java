package io.tradewind.engine.web;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.SQLException;
import java.util.Set;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.ProcessEnginePersistenceException;
import org.camunda.bpm.engine.exception.NotFoundException;
import org.camunda.bpm.engine.exception.NullValueException;

/**
 * A question to the engine whose conditions neither the engine nor the database can read. Both throw what they throw when
 * they break.
 */
public final class UnreadableConditions extends BadUserRequestException {

    private static final long serialVersionUID = 1L;

    /** What a database says of a value that it cannot take; a division by zero would be of our own making. */
    private static final String DATA = "22";

    private static final String DIVISION_BY_ZERO = "22012";

    private static final Set<String> NO_SUCH_TABLE_OR_COLUMN = Set.of("42P01", "42703");

    /** The engine runs without case models, so their running ones have no tables. */
    private static final Pattern OF_CASES =
            Pattern.compile("act_[a-z]+_case|\\bcase_[a-z]+_id_", Pattern.CASE_INSENSITIVE);

    private static final Set<String> NO_SUCH_DAY = Set.of("22007", "22008");

    /** A year with more than four digits, as text or in milliseconds. */
    private static final Pattern FAR_YEAR = Pattern.compile("[+-]?\\d{5,}-\\d+-\\d+T.*", Pattern.DOTALL);

    private static final long YEAR_10000 = 253_402_300_800_000L;

    public UnreadableConditions(RuntimeException cause) {
        super("These conditions cannot be read.", cause);
    }

    /** Whether what a question threw is about its conditions, and no failure of the server. */
    public static boolean shownBy(RuntimeException thrown) {
        return Problems.causes(thrown)
                        .anyMatch(cause -> cause instanceof SQLException sql && (isData(sql) || isOfCases(sql)))
                || stumbles(thrown)
                || complains(thrown);
    }

    static boolean isData(SQLException thrown) {
        String state = String.valueOf(thrown.getSQLState());
        return state.startsWith(DATA) && !state.equals(DIVISION_BY_ZERO);
    }

    /** Whether the database could not take a day that the request at hand says, in what it asks for or would have written. */
    public static boolean isOfFarDay(Throwable thrown) {
        return Problems.causes(thrown).anyMatch(cause -> cause instanceof SQLException sql && isNoSuchDay(sql))
                && Asked.field(UnreadableConditions::isFarDay).isPresent();
    }

    static boolean isNoSuchDay(SQLException thrown) {
        return NO_SUCH_DAY.contains(String.valueOf(thrown.getSQLState()));
    }

    static boolean isFarDay(String name, JsonNode value) {
        return value.isTextual() && FAR_YEAR.matcher(value.textValue()).matches()
                || value.isNumber() && Math.abs(value.asDouble()) >= YEAR_10000;
    }

    static boolean isOfCases(SQLException thrown) {
        return NO_SUCH_TABLE_OR_COLUMN.contains(String.valueOf(thrown.getSQLState()))
                && OF_CASES.matcher(String.valueOf(thrown.getMessage())).find();
    }

    /** Whether it ran into a null where there should be something, or something of another kind. */
    static boolean stumbles(Throwable thrown) {
        return Problems.causes(thrown)
                .reduce((above, below) -> below)
                .filter(root -> Set.of(
                                NullPointerException.class,
                                ClassCastException.class,
                                UnsupportedOperationException.class)
                        .contains(root.getClass()))
                .isPresent();
    }

    /** The engine's own sentence about what was asked; that something is not there is none about conditions. */
    private static boolean complains(RuntimeException thrown) {
        return thrown instanceof ProcessEngineException
                && thrown.getCause() == null
                && !(thrown instanceof ProcessEnginePersistenceException
                        || thrown instanceof NullValueException
                        || thrown instanceof NotFoundException
                        || thrown instanceof BadUserRequestException
                        || thrown instanceof AuthorizationException
                        || thrown instanceof OptimisticLockingException);
    }
}
