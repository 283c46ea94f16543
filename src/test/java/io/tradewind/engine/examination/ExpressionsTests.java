package io.tradewind.engine.examination;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExpressionsTests {

    /** As long as nobody writes one, and longer than the stack is deep. */
    @Test
    void aLongTextIsReadToItsEnd() {
        String quoted = "'" + "a long text, ".repeat(10_000) + "'";

        assertThat(Expressions.parts("${greeting == " + quoted + "} and ${name}"))
                .containsExactly("greeting == " + quoted, "name");
        assertThat(Expressions.names("greeting == " + quoted + " and name"))
                .extracting(Expressions.Name::root)
                .containsExactly("greeting", "name");
        assertThat(Expressions.feelVariables("greeting = " + quoted.replace('\'', '"') + " and name"))
                .contains("greeting", "name");
    }
}
