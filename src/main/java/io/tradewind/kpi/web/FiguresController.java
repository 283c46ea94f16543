package io.tradewind.kpi.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tradewind.engine.Refused;
import io.tradewind.kpi.Dimension;
import io.tradewind.kpi.Earlier;
import io.tradewind.kpi.FactPage;
import io.tradewind.kpi.FigureAnswer;
import io.tradewind.kpi.FigureDescription;
import io.tradewind.kpi.Figures;
import io.tradewind.kpi.Selection;
import io.tradewind.kpi.Sight;
import io.tradewind.kpi.Sights;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** {@code GET /api/figures}: the catalogue, and each figure within what the person may see. */
@RestController
@RequestMapping("/api/figures")
class FiguresController {

    private static final int FACTS_PER_PAGE = 100;

    private final Figures figures;
    private final Sights sights;
    private final BoardFilters filters;

    FiguresController(Figures figures, Sights sights, BoardFilters filters) {
        this.figures = figures;
        this.sights = sights;
        this.filters = filters;
    }

    @GetMapping
    List<FigureDescription> catalogue() {
        return figures.catalogue(sights.currentOrForbidden());
    }

    /** Parameters {@code from}, {@code to}, {@code by}, any dimension to hold it to one key, and {@code compare}. */
    @GetMapping("/{figure}")
    FigureAnswer figure(@PathVariable String figure, @RequestParam Map<String, String> parameters) {
        Sight sight = sights.currentOrForbidden();
        SelectionParameters.checkNames(parameters);
        Selection selection = filters.read(parameters, sight);
        Dimension by = SelectionParameters.by(parameters);
        Earlier earlier = SelectionParameters.compare(parameters);
        refuseFiltersItCannotTell(figure, selection, sight);
        return (earlier == null
                        ? figures.answer(figure, selection, by, sight)
                        : figures.answer(figure, selection, by, earlier, sight))
                .orElseThrow(FiguresController::unknown);
    }

    /** The facts behind a figure, newest first: the same parameters, and {@code page} from 0 on. */
    @GetMapping("/{figure}/facts")
    FactsAnswer facts(@PathVariable String figure, @RequestParam Map<String, String> parameters) {
        Sight sight = sights.currentOrForbidden();
        SelectionParameters.checkNames(parameters);
        Selection selection = filters.read(parameters, sight);
        int page = SelectionParameters.page(parameters);
        refuseFiltersItCannotTell(figure, selection, sight);
        FactPage facts = figures.facts(figure, selection, sight, FACTS_PER_PAGE, (long) page * FACTS_PER_PAGE)
                .orElseThrow(FiguresController::unknown);
        return new FactsAnswer(
                figure,
                facts.count(),
                page,
                FACTS_PER_PAGE,
                facts.rows().stream().map(FactAnswer::of).toList());
    }

    /** Some of the facts behind a figure. */
    record FactsAnswer(String figure, long count, int page, int pageSize, List<FactAnswer> facts) {}

    /** A fact; money as decimal text. */
    record FactAnswer(
            LocalDate day,
            String what,
            String document,
            String rep,
            String team,
            String region,
            String customer,
            String product,
            @Nullable String amount,
            @Nullable String listPrice,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String cost,
            @Nullable String currency,
            @Nullable Integer workingDays,
            @Nullable BigDecimal workingHours,
            @Nullable Integer score,
            @Nullable Integer minutes,
            @Nullable String note) {

        static FactAnswer of(FactPage.Row row) {
            return new FactAnswer(
                    row.day(),
                    row.what(),
                    row.document(),
                    row.rep(),
                    row.team(),
                    row.region(),
                    row.customer(),
                    row.product(),
                    money(row.amount()),
                    money(row.listPrice()),
                    money(row.cost()),
                    row.currency(),
                    row.workingDays(),
                    row.workingHours(),
                    row.score(),
                    row.minutes(),
                    row.note());
        }

        private static @Nullable String money(@Nullable BigDecimal amount) {
            return amount == null ? null : amount.toPlainString();
        }
    }

    private void refuseFiltersItCannotTell(String figure, Selection selection, Sight sight) {
        if (figures.describe(figure, sight).isPresent()) {
            selection.only().keySet().forEach(dimension -> figures.whyNotBy(figure, dimension)
                    .ifPresent(why -> {
                        throw new Refused(
                                dimension.code(),
                                "This figure cannot be told by " + dimension.code() + ": " + why + ".");
                    }));
        }
    }

    private static ResponseStatusException unknown() {
        return new ResponseStatusException(
                HttpStatus.NOT_FOUND, "There is no such figure for you; /api/figures lists those there are.");
    }
}
