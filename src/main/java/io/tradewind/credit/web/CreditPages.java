package io.tradewind.credit.web;

import io.tradewind.credit.CreditDesk;
import io.tradewind.credit.CreditHold;
import io.tradewind.engine.Acting;
import io.tradewind.engine.Refused;
import io.tradewind.engine.web.FormFields;
import io.tradewind.engine.web.HomeLink;
import io.tradewind.organization.Roles;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/**
 * Exposure of all customers, and one with everything behind it. Those who look after the whole company read it; only finance
 * changes anything. Reps and managers see the sheet of a customer in the task that asks them about it, not here.
 */
@Controller
class CreditPages {

    private final CreditDesk desk;
    private final Acting acting;

    CreditPages(CreditDesk desk, Acting acting) {
        this.desk = desk;
        this.acting = acting;
    }

    @Bean
    static HomeLink creditHomeLink() {
        return new HomeLink(
                35,
                "See what customers owe us",
                "Exposure, limit, rating and next review of every customer, and what is behind it.",
                "/credit",
                Set.copyOf(Roles.WHOLE_COMPANY));
    }

    @GetMapping("/credit")
    String list(
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(defaultValue = "0") int page,
            Model model) {
        readersOnly();
        model.addAttribute("q", q);
        model.addAttribute("page", Math.max(page, 0));
        model.addAttribute("customers", desk.customers(q, page));
        model.addAttribute("pageSize", CreditDesk.PAGE);
        return "credit/list";
    }

    @GetMapping("/credit/{customerId}")
    String card(@PathVariable long customerId, Model model) {
        readersOnly();
        try {
            model.addAttribute("card", desk.card(customerId));
        } catch (Refused unknown) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        model.addAttribute("mayChange", acting.inGroup(Roles.FINANCE));
        return "credit/card";
    }

    @PostMapping("/credit/{customerId}/limit")
    String setLimit(
            @PathVariable long customerId,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String why,
            Model model,
            HttpServletResponse response) {
        return change(
                customerId,
                model,
                response,
                () -> desk.setLimit(customerId, FormFields.optionalAmount("limit", limit), why));
    }

    @PostMapping("/credit/{customerId}/hold")
    String hold(
            @PathVariable long customerId,
            @RequestParam(required = false) @Nullable String why,
            Model model,
            HttpServletResponse response) {
        return change(customerId, model, response, () -> desk.hold(customerId, why));
    }

    @PostMapping("/credit/{customerId}/lift")
    String lift(
            @PathVariable long customerId,
            @RequestParam(defaultValue = "FINANCE") CreditHold.Holder holder,
            Model model,
            HttpServletResponse response) {
        return change(customerId, model, response, () -> desk.lift(customerId, holder));
    }

    @PostMapping("/credit/{customerId}/review")
    String review(@PathVariable long customerId, Model model, HttpServletResponse response) {
        return change(customerId, model, response, () -> desk.review(customerId));
    }

    private String change(long customerId, Model model, HttpServletResponse response, Runnable work) {
        if (!acting.inGroup(Roles.FINANCE)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        try {
            work.run();
            return "redirect:/credit/" + customerId;
        } catch (Refused refusal) {
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            model.addAttribute("refusal", refusal.getMessage());
            return card(customerId, model);
        }
    }

    private void readersOnly() {
        if (Roles.WHOLE_COMPANY.stream().noneMatch(acting::inGroup)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
    }
}
