package io.tradewind.engine.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.camunda.bpm.dmn.feel.impl.FeelEngine;
import org.camunda.bpm.dmn.feel.impl.scala.ScalaFeelEngineFactory;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.engine.variable.context.VariableContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whatever is asked, and however often: the answer, or the refusal, is FEEL's. */
class RememberedCellsTests {

    private static final List<String> TESTS = List.of(
            "-",
            "5",
            "< 5",
            "<= 5.0, > 10",
            "[1..5]",
            "]1..5[",
            "(1..5)",
            "not(5, 7)",
            "\"a\"",
            "\"a\", \"b\"",
            "not(\"a\")",
            "\"5\"",
            "null",
            "true",
            "not(false)",
            "-3",
            "> other",
            "5 + 0",
            "if true then 5 else 6");

    private static final List<String> EXPRESSIONS = List.of(
            "tested = \"a\"",
            "tested != null and other > 3",
            "not(tested)",
            "if tested = 5 then other else tested",
            "tested in [1..5]",
            "count(tested)",
            "tested.a",
            "\"tested\"",
            "other > unknown",
            "tested",
            "\"text\"",
            "\"" + "long text ".repeat(2_000) + "\"",
            "7",
            "7.50",
            "-2",
            "true",
            "null",
            "tested + 1",
            "unknown",
            "string(tested)");

    private final FeelEngine plain = new ScalaFeelEngineFactory(List.of()).createInstance();
    private final FeelEngine remembering = new RememberedCells().createInstance();

    @Test
    void answersAsFeelDoes() {
        List<Object> told = new ArrayList<>();
        for (Object value : values()) {
            VariableContext variables = variables(value);
            for (String cell : TESTS) {
                Object expected = outcome(() -> plain.evaluateSimpleUnaryTests(cell, "tested", variables));
                told.add(expected);
                for (int again = 0; again < 2; again++) {
                    assertThat(outcome(() -> remembering.evaluateSimpleUnaryTests(cell, "tested", variables)))
                            .as("%s asked about %s", cell, value)
                            .isEqualTo(expected);
                }
            }
            for (String cell : EXPRESSIONS) {
                Object expected = outcome(() -> plain.evaluateSimpleExpression(cell, variables));
                for (int again = 0; again < 2; again++) {
                    assertThat(outcome(() -> remembering.evaluateSimpleExpression(cell, variables)))
                            .as("%s with %s", cell, value)
                            .isEqualTo(expected);
                }
            }
        }
        assertThat(told).contains("Boolean true", "Boolean false");
    }

    @Test
    void answersAsFeelDoesAboutWhatIsNotThere() {
        VariableContext nothing = Variables.createVariables().asVariableContext();
        for (String cell : TESTS) {
            assertThat(outcome(() -> remembering.evaluateSimpleUnaryTests(cell, "tested", nothing)))
                    .as(cell)
                    .isEqualTo(outcome(() -> plain.evaluateSimpleUnaryTests(cell, "tested", nothing)));
        }
    }

    @Test
    void asksTheTimeEachTime() {
        VariableContext variables = variables(1);
        Set<Object> told = new HashSet<>();
        for (int i = 0; i < 5_000 && told.size() < 2; i++) {
            told.add(remembering.evaluateSimpleExpression("string(now())", variables));
        }
        assertThat(told).hasSize(2);
    }

    private static List<@Nullable Object> values() {
        return Collections.unmodifiableList(Arrays.asList(
                5,
                5L,
                5.0,
                4.999,
                5.5,
                0,
                1,
                7,
                11,
                -3,
                1e300,
                9.0e15,
                Double.NaN,
                new BigDecimal("5.00"),
                new BigDecimal("0.1"),
                Long.MAX_VALUE,
                "a",
                "b",
                "5",
                "",
                "2026-01-01",
                true,
                false,
                null,
                List.of(5),
                java.util.Map.of("a", 1)));
    }

    private static VariableContext variables(@Nullable Object value) {
        return Variables.putValue("tested", value)
                .putValue("inputVariableName", "tested")
                .putValue("other", 4)
                .asVariableContext();
    }

    private static Object outcome(Supplier<@Nullable Object> asked) {
        try {
            Object answer = asked.get();
            return answer == null ? "null" : answer.getClass().getSimpleName() + " " + answer;
        } catch (RuntimeException e) {
            return e.getClass().getSimpleName();
        }
    }
}
