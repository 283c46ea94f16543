package io.tradewind.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tradewind.engine.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How somebody wants a clause to be. Whether that is a deviation is not theirs to say.
 *
 * @param key of the library; null for a clause of one's own
 * @param title counts only for a clause of one's own
 * @param removed whether it is to be left out
 * @param why needed for whatever differs from the library
 */
public record ClauseWish(@Nullable String key, String title, String text, boolean removed, @Nullable String why) {

    private static final Set<String> FIELDS = Set.of("key", "title", "text", "removed", "why");

    /**
     * Reads the clauses as the form sends them.
     *
     * @throws Refused if they are not clauses
     */
    public static List<ClauseWish> of(JsonNode clauses) {
        JsonNode list = clauses;
        if (list.isTextual()) {
            try {
                list = JsonMapper.builder().build().readTree(list.asText());
            } catch (JsonProcessingException e) {
                throw new Refused("clauses", "The clauses cannot be read.");
            }
        }
        if (!list.isArray()) {
            throw new Refused("clauses", "The clauses must be a list.");
        }
        List<ClauseWish> wishes = new ArrayList<>();
        for (JsonNode clause : list) {
            clause.fieldNames().forEachRemaining(name -> {
                if (!FIELDS.contains(name)) {
                    throw new Refused("clauses", "A clause has no field '" + name + "'.");
                }
            });
            if (!clause.isObject()
                    || clause.hasNonNull("removed") && !clause.get("removed").isBoolean()) {
                throw new Refused("clauses", "The clauses cannot be read.");
            }
            wishes.add(new ClauseWish(
                    text(clause, "key"),
                    clause.path("title").asText(""),
                    clause.path("text").asText(""),
                    clause.path("removed").asBoolean(false),
                    text(clause, "why")));
        }
        return List.copyOf(wishes);
    }

    private static @Nullable String text(JsonNode clause, String name) {
        String text = clause.path(name).asText("");
        return clause.path(name).isNull() || text.isBlank() ? null : text.strip();
    }
}
