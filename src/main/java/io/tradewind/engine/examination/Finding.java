package io.tradewind.engine.examination;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * One thing that is wrong, in words for the person who drew it.
 *
 * @param element the element's id, empty when the whole file is meant
 * @param name what the element is called in the picture; may be empty
 * @param what what is wrong and what to do
 */
public record Finding(Severity severity, String file, String element, String name, String what) {

    /** Whether it is refused or only told. */
    public enum Severity {
        ERROR,
        WARNING
    }

    @JsonIgnore
    public boolean isError() {
        return severity == Severity.ERROR;
    }

    /** One line: file, element, what. */
    public String line() {
        if (element.isEmpty() && name.isEmpty()) {
            return file + ": " + what;
        }
        return file + ": " + (name.isEmpty() ? element : element + " '" + name + "'") + " " + what;
    }
}
