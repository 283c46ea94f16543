package io.tradewind.kpi;

import static io.tradewind.kpi.Direction.HIGHER_IS_BETTER;
import static io.tradewind.kpi.FactKind.NOTED;
import static io.tradewind.kpi.Unit.FACTS;

import java.util.List;

/** What owners have their models count. */
final class NotedFigures {

    static final List<Figure> FIGURES =
            List.of(Figure.of("noted-facts", "Facts noted by models", FACTS, HIGHER_IS_BETTER, NOTED)
                    .formula("number of facts written by the step Record a fact, by its day")
                    .source("models with the ready-made step Record a fact")
                    .value("sum(c.n)")
                    .note("", "f.detail")
                    .value("sum(c.n)")
                    .done());

    private NotedFigures() {}
}
