package io.tradewind.kpi;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Every figure there is, by theme. A new figure is one entry in the class of its theme and one line in its test. */
final class FigureCatalogue {

    static final List<Figure> FIGURES = Stream.of(
                    SalesFigures.FIGURES,
                    TargetFigures.FIGURES,
                    CustomerFigures.FIGURES,
                    CashFigures.FIGURES,
                    ServiceFigures.FIGURES,
                    ApprovalFigures.FIGURES,
                    ForecastFigures.FIGURES,
                    CostFigures.FIGURES,
                    VisitFigures.FIGURES,
                    NotedFigures.FIGURES)
            .flatMap(List::stream)
            .toList();

    private FigureCatalogue() {}

    static Optional<Figure> find(String name) {
        return FIGURES.stream().filter(figure -> figure.name().equals(name)).findFirst();
    }
}
