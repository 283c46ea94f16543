package io.tradewind.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.engine.examination.Finding;
import io.tradewind.engine.examination.Rule;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A rule of the examination that a process owner's deployment goes through too: one rule, one class, two places. */
abstract class ExaminedRule extends ModelRule {

    abstract Rule rule();

    /** What is told about models of this project and accepted; errors never are. */
    List<String> accepted() {
        return List.of();
    }

    @Test
    @Override
    void theModelsOfThisProjectKeepTheRule() {
        Models project = Models.ofProject();

        assertThat(findings(project)).containsExactlyInAnyOrderElementsOf(accepted());
        assertThat(rule().findings(project.examined())).noneMatch(Finding::isError);
    }

    @Override
    List<String> findings(Models models) {
        return rule().findings(models.examined()).stream().map(Finding::line).toList();
    }
}
