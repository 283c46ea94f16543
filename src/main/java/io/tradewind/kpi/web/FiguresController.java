package io.tradewind.kpi.web;

import io.tradewind.kpi.FigureAnswer;
import io.tradewind.kpi.FigureDescription;
import io.tradewind.kpi.Figures;
import io.tradewind.kpi.Sights;
import java.util.List;
import java.util.Map;
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

    private final Figures figures;
    private final Sights sights;

    FiguresController(Figures figures, Sights sights) {
        this.figures = figures;
        this.sights = sights;
    }

    @GetMapping
    List<FigureDescription> catalogue() {
        return figures.catalogue(sights.currentOrForbidden());
    }

    /** Parameters {@code from}, {@code to}, {@code by}, and any other dimension to hold it to one key. */
    @GetMapping("/{figure}")
    FigureAnswer figure(@PathVariable String figure, @RequestParam Map<String, String> parameters) {
        return figures.answer(
                        figure,
                        SelectionParameters.selection(parameters),
                        SelectionParameters.by(parameters),
                        sights.currentOrForbidden())
                .orElseThrow(() -> new ResponseStatusException(
                        HttpStatus.NOT_FOUND, "There is no figure '" + figure + "'; /api/figures lists them."));
    }
}
