package io.tradewind.kpi;

import static io.tradewind.kpi.Direction.HIGHER_IS_BETTER;
import static io.tradewind.kpi.FactKind.*;
import static io.tradewind.kpi.Unit.*;

import java.util.List;

/** How quickly customers are answered. */
final class ServiceFigures {

    static final List<Figure> FIGURES = List.of(
            Figure.of(
                            "first-response-compliance",
                            "First response in time",
                            SHARE,
                            HIGHER_IS_BETTER,
                            CASE_ANSWERED_IN_TIME,
                            CASE_ANSWERED_LATE)
                    .formula("cases answered within their service level ÷ cases answered, by the day of the answer")
                    .source(
                            "answered requests and complaints; waiting for the customer does not count; what is late and not"
                                    + " answered yet counts on the day of its answer, and stands on the page Cases and the board")
                    .value(
                            "coalesce(sum(c.n) FILTER (WHERE c.kind = 'case-answered-in-time'), 0)::numeric / nullif(sum(c.n), 0)")
                    .done(),
            Figure.of(
                            "resolution-compliance",
                            "Resolution in time",
                            SHARE,
                            HIGHER_IS_BETTER,
                            CASE_RESOLVED_IN_TIME,
                            CASE_RESOLVED_LATE)
                    .formula("cases resolved within their service level ÷ cases resolved, by the day of the resolution")
                    .source(
                            "resolved requests and complaints; waiting for the customer does not count; what is late and not"
                                    + " resolved yet counts on the day of its resolution, and stands on the page Cases and the board")
                    .value(
                            "coalesce(sum(c.n) FILTER (WHERE c.kind = 'case-resolved-in-time'), 0)::numeric / nullif(sum(c.n), 0)")
                    .done());

    private ServiceFigures() {}
}
