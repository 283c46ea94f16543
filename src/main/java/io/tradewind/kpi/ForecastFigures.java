package io.tradewind.kpi;

import static io.tradewind.kpi.Direction.HIGHER_IS_BETTER;
import static io.tradewind.kpi.FactKind.*;
import static io.tradewind.kpi.Unit.*;

import java.util.List;

/** What is to be expected: what the deals say, and what their managers say beside it. */
final class ForecastFigures {

    private static final String DEALS =
            "open deals as they stand: by the day the customer wants to decide, otherwise by 60"
                    + " days after the deal was opened";

    private static final String NOBODYS_OWN = "an adjustment is of a team or a region in a month, not of one ";

    static final List<Figure> FIGURES = List.of(
            Figure.of("forecast", "Forecast", MONEY, HIGHER_IS_BETTER, FORECAST_CHANGED)
                    .formula("Σ expected value × probability of the stage of open deals, by expected closing day")
                    .source(DEALS)
                    .byDueDate()
                    .inCompanyCurrency()
                    .value("coalesce(sum(c.amount), 0)")
                    .done(),
            Figure.of(
                            "forecast-adjustment",
                            "Managers' adjustment of the forecast",
                            MONEY,
                            HIGHER_IS_BETTER,
                            FORECAST_ADJUSTED)
                    .formula("Σ of what managers added to the forecast, or took off it, by the month it is about")
                    .source("adjustments entered by managers and directors, each with its reason")
                    .byDueDate()
                    .inCompanyCurrency()
                    .value("sum(c.amount)")
                    .notBy(
                            NOBODYS_OWN + "rep, product or customer",
                            Dimension.REP,
                            Dimension.PRODUCT,
                            Dimension.CUSTOMER)
                    .done(),
            Figure.of(
                            "forecast-adjusted",
                            "Forecast with adjustment",
                            MONEY,
                            HIGHER_IS_BETTER,
                            FORECAST_CHANGED,
                            FORECAST_ADJUSTED)
                    .formula("forecast + managers' adjustment")
                    .source(DEALS + "; and the adjustments entered by managers and directors")
                    .byDueDate()
                    .inCompanyCurrency()
                    .value("coalesce(sum(c.amount), 0)")
                    .notBy(
                            NOBODYS_OWN + "rep, product or customer",
                            Dimension.REP,
                            Dimension.PRODUCT,
                            Dimension.CUSTOMER)
                    .done());

    private ForecastFigures() {}
}
