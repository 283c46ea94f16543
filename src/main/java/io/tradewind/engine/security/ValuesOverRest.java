package io.tradewind.engine.security;

import io.tradewind.engine.Refused;
import org.camunda.bpm.engine.rest.mapper.MultipartFormData;
import org.jspecify.annotations.Nullable;

/**
 * Nobody says of which Java class an uploaded value is. The engine would make it before it asks whose task it is, and looks
 * at the outermost class only: what is within may open a file for writing, and empties it.
 */
public final class ValuesOverRest extends CheckedOverRest {

    private static final String CLASS = "type";

    @Override
    void check(Class<?> type, @Nullable Object read) {
        if (read instanceof MultipartFormData upload && upload.getNamedPart(CLASS) != null) {
            throw new Refused(
                    CLASS, "A value of a Java class is not taken: send the value as JSON, or a file without 'type'.");
        }
    }
}
