package io.tradewind.engine.guard;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One value a form may submit, with its bounds. Bounds that a form computes (FEEL) are not known here and left to the
 * module's own verb.
 *
 * @param label what the person reads beside the field
 * @param hidden FEEL conditions under any of which the form hides the field
 * @param patternSays the pattern in words
 * @param options allowed values; null when the form has none or takes them from elsewhere
 * @param optionsVariable the variable that lists the allowed values
 * @param passing gone when the step that takes it is done; neither the process nor its history keeps it
 */
record Field(
        String name,
        String label,
        Kind kind,
        boolean required,
        List<String> hidden,
        @Nullable BigDecimal min,
        @Nullable BigDecimal max,
        @Nullable Integer minLength,
        @Nullable Integer maxLength,
        @Nullable Integer decimals,
        @Nullable Pattern pattern,
        @Nullable String patternSays,
        @Nullable Set<String> options,
        @Nullable String optionsVariable,
        boolean passing) {

    enum Kind {
        TEXT,
        NUMBER,
        YES_NO,
        CHOICE,
        CHOICES,
        DATE,
        TIME,
        DATE_TIME,
        JSON,
        FILE,
        /** Checked by somebody else. */
        ANY,
        /** Shown only; Tasklist sends it along and nobody believes it. */
        SHOWN
    }

    static Builder named(String name, Kind kind) {
        return new Builder(name, kind);
    }

    /** Collects what a form says about a field. */
    static final class Builder {

        private final String name;
        private final Kind kind;
        private String label;
        private boolean required;
        private List<String> hidden = List.of();
        private @Nullable BigDecimal min;
        private @Nullable BigDecimal max;
        private @Nullable Integer minLength;
        private @Nullable Integer maxLength;
        private @Nullable Integer decimals;
        private @Nullable Pattern pattern;
        private @Nullable String patternSays;
        private @Nullable Set<String> options;
        private @Nullable String optionsVariable;
        private boolean passing;

        private Builder(String name, Kind kind) {
            this.name = name;
            this.kind = kind;
            this.label = name;
        }

        Builder label(@Nullable String text) {
            // a label may be computed; then the name has to do
            if (text != null && !text.isBlank() && !text.startsWith("=") && !text.contains("{{")) {
                label = text.strip().replaceAll("[*:\\s]+$", "");
            }
            return this;
        }

        Builder required(boolean value) {
            required = value;
            return this;
        }

        Builder hidden(List<String> conditions) {
            hidden = List.copyOf(conditions);
            return this;
        }

        Builder range(@Nullable BigDecimal from, @Nullable BigDecimal to) {
            min = from;
            max = to;
            return this;
        }

        Builder length(@Nullable Integer from, @Nullable Integer to) {
            minLength = from;
            maxLength = to;
            return this;
        }

        Builder decimals(@Nullable Integer digits) {
            decimals = digits;
            return this;
        }

        Builder pattern(@Nullable Pattern value, @Nullable String says) {
            pattern = value;
            patternSays = says;
            return this;
        }

        Builder options(@Nullable Set<String> values, @Nullable String variable) {
            options = values;
            optionsVariable = variable;
            return this;
        }

        Builder passing(boolean value) {
            passing = value;
            return this;
        }

        Field build() {
            return new Field(
                    name,
                    label,
                    kind,
                    required,
                    hidden,
                    min,
                    max,
                    minLength,
                    maxLength,
                    decimals,
                    pattern,
                    patternSays,
                    options,
                    optionsVariable,
                    passing);
        }
    }
}
