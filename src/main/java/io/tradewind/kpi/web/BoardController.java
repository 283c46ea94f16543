package io.tradewind.kpi.web;

import io.tradewind.calendar.WorkingTime;
import io.tradewind.engine.Refused;
import io.tradewind.kpi.Dimension;
import io.tradewind.kpi.FactPage;
import io.tradewind.kpi.FigureAnswer;
import io.tradewind.kpi.FigureDescription;
import io.tradewind.kpi.Figures;
import io.tradewind.kpi.Selection;
import io.tradewind.kpi.Sight;
import io.tradewind.kpi.Sights;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.server.ResponseStatusException;

/** The management board, the facts behind its figures, and its numbers as files. */
@Controller
@RequestMapping("/board")
class BoardController {

    private static final int FACTS_PER_PAGE = 50;

    /** More are in no file: nobody reads them, and they would have to be held all at once. */
    private static final int FACTS_IN_FILE = 50_000;

    private final Figures figures;
    private final Sights sights;
    private final BoardFilters filters;
    private final BoardTiles tiles;
    private final WorkingTime workingTime;
    private final List<BoardPanel> panels;
    private final FactLinks links;
    private final ChartJson json;

    BoardController(
            Figures figures,
            Sights sights,
            BoardFilters filters,
            BoardTiles tiles,
            WorkingTime workingTime,
            List<BoardPanel> panels,
            FactLinks links,
            ChartJson json) {
        this.figures = figures;
        this.sights = sights;
        this.filters = filters;
        this.tiles = tiles;
        this.workingTime = workingTime;
        this.panels = List.copyOf(panels);
        this.links = links;
        this.json = json;
    }

    /** Where a filter cannot be read: why, and the filters as typed; no numbers, which would tell of more than was asked. */
    @GetMapping
    String board(@RequestParam Map<String, String> parameters, Model model, HttpServletResponse response) {
        Sight sight = sights.currentOrForbidden();
        model.addAttribute("parameters", parameters);
        model.addAttribute("choices", filters.offered(sight));
        model.addAttribute("customers", filters.customersLike(""));
        Selection selection;
        try {
            selection = filters.read(parameters, sight);
        } catch (Refused refused) {
            model.addAttribute("refusal", refused.getMessage());
            model.addAttribute("field", refused.field());
            model.addAttribute("customer", parameters.get(Dimension.CUSTOMER.code()));
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            return "kpi/board";
        }
        BoardView view = new BoardView(selection, sight);
        model.addAttribute("selection", selection);
        model.addAttribute("recorded", figures.recorded(sight).orElse(null));
        model.addAttribute("foreign", sight.dimension() == null ? figures.dealsInOtherCurrencies() : 0);
        model.addAttribute("customer", filters.customerName(selection));
        model.addAttribute("set", filters.set(selection));
        model.addAttribute("periods", PeriodChoice.around(workingTime.today(), selection));
        model.addAttribute("periodComplete", selection.from() != null && selection.to() != null);
        model.addAttribute("today", workingTime.today());
        model.addAttribute("mine", sight.dimension() == Dimension.REP);
        model.addAttribute("team", sight.dimension() == Dimension.TEAM);
        List<BoardTiles.Tile> numbers = tiles.of(view);
        model.addAttribute("tiles", numbers);
        model.addAttribute("columns", columns(numbers.size()));
        model.addAttribute("nothingEarlier", numbers.stream().allMatch(tile -> tile.changes()
                .isEmpty()));
        model.addAttribute("address", view.address());
        model.addAttribute(
                "panels",
                panels.stream().flatMap(panel -> panel.build(view).stream()).toList());
        model.addAttribute("json", json);
        return "kpi/board";
    }

    /** So many tiles in a row that the last row is as full as can be. */
    private static int columns(int tiles) {
        return IntStream.of(4, 5, 3)
                .boxed()
                .min(Comparator.comparing((Integer columns) -> (columns - tiles % columns) % columns))
                .orElseThrow();
    }

    @GetMapping("/facts")
    String facts(@RequestParam String figure, @RequestParam Map<String, String> parameters, Model model) {
        Sight sight = sights.currentOrForbidden();
        Selection selection = filters.read(parameters, sight);
        FigureDescription description = figures.describe(figure, sight).orElseThrow(BoardController::nothingThere);
        int shown = SelectionParameters.page(parameters);
        FactPage facts = figures.facts(figure, selection, sight, FACTS_PER_PAGE, (long) shown * FACTS_PER_PAGE)
                .orElseThrow(BoardController::nothingThere);
        FigureAnswer answer = figures.answer(figure, selection, null, sight).orElseThrow(BoardController::nothingThere);
        model.addAttribute("figure", description);
        model.addAttribute("value", Shown.value(answer.unit(), answer.total()));
        model.addAttribute("unit", Shown.unit(answer.unit(), answer.total()));
        model.addAttribute("facts", facts);
        model.addAttribute("links", links.here());
        model.addAttribute("inFile", Math.min(facts.count(), FACTS_IN_FILE));
        model.addAttribute("first", (long) shown * FACTS_PER_PAGE);
        model.addAttribute("page", shown);
        model.addAttribute("more", facts.count() > (long) (shown + 1) * FACTS_PER_PAGE);
        model.addAttribute("selection", selection);
        model.addAttribute("address", new BoardAddress(selection));
        model.addAttribute("set", filters.set(selection));
        return "kpi/facts";
    }

    /** The same facts, for a spreadsheet. */
    @GetMapping("/facts.csv")
    ResponseEntity<byte[]> factsAsFile(@RequestParam String figure, @RequestParam Map<String, String> parameters) {
        Sight sight = sights.currentOrForbidden();
        FactPage facts = figures.facts(figure, filters.read(parameters, sight), sight, FACTS_IN_FILE, 0)
                .orElseThrow(BoardController::nothingThere);
        return SpreadsheetFile.download(FactTable.of("facts-of-" + figure, facts));
    }

    /** Names of customers for the filter, as far as the person may look them up. */
    @GetMapping("/customers")
    @ResponseBody
    List<String> customers(@RequestParam(defaultValue = "") String like) {
        sights.currentOrForbidden();
        return filters.customersLike(like);
    }

    /** The table of one panel, for a spreadsheet. */
    @GetMapping("/export.csv")
    ResponseEntity<byte[]> export(@RequestParam String panel, @RequestParam Map<String, String> parameters) {
        Sight sight = sights.currentOrForbidden();
        BoardView view = new BoardView(filters.read(parameters, sight), sight);
        Panel found = panels.stream()
                .filter(candidate -> candidate.id().equals(panel))
                .findFirst()
                .flatMap(candidate -> candidate.build(view))
                .orElseThrow(BoardController::nothingThere);
        return SpreadsheetFile.download(found);
    }

    private static ResponseStatusException nothingThere() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
