package io.tradewind.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.engine.examination.Model;
import io.tradewind.engine.examination.Xml;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * One rule. Its fixtures stand in {@code src/test/resources/model/<rule>/right} and {@code …/wrong}, laid out as the
 * project is; {@code wrong/findings.txt} says what the rule must find there, a line each.
 */
abstract class ModelRule {

    /** One line for each thing that is wrong: file, element, what is wrong and what to do. */
    abstract List<String> findings(Models models);

    @Test
    void theModelsOfThisProjectKeepTheRule() {
        assertThat(findings(Models.ofProject())).isEmpty();
    }

    @Test
    void theRightFixtureKeepsTheRule() {
        Models right = Models.of(fixture("right"));

        assertThat(Models.files(right.root())).as("files of the fixture").isNotEmpty();
        assertThat(findings(right)).isEmpty();
    }

    @Test
    void theWrongFixtureBreaksTheRuleInEveryWayItKnows() {
        List<String> expected =
                Models.read(fixture("wrong").resolve("findings.txt")).lines().toList();

        assertThat(expected).isNotEmpty();
        assertThat(findings(Models.of(fixture("wrong")))).containsExactlyInAnyOrderElementsOf(expected);
    }

    private Path fixture(String side) {
        String rule = getClass()
                .getSimpleName()
                .replaceFirst("RuleTests$", "")
                .replaceAll("(?<=[a-z])(?=[A-Z])", "-")
                .toLowerCase(java.util.Locale.ROOT);
        return Path.of("src/test/resources/model", rule, side).toAbsolutePath();
    }

    /** Collects findings in one way of telling them. */
    static final class Findings {
        private final List<String> lines = new ArrayList<>();

        void add(Model model, Xml element, String what) {
            lines.add(model.file() + ": " + element.told() + " " + what);
        }

        void add(String file, String what) {
            lines.add(file + ": " + what);
        }

        List<String> lines() {
            return lines;
        }
    }
}
