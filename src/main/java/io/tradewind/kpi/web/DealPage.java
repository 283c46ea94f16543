package io.tradewind.kpi.web;

import io.tradewind.customer.Customer;
import io.tradewind.customer.CustomerAccess;
import io.tradewind.customer.Customers;
import io.tradewind.deal.Deal;
import io.tradewind.kpi.Choices;
import io.tradewind.kpi.DealTasks;
import io.tradewind.kpi.Dimension;
import io.tradewind.kpi.FactPage;
import io.tradewind.kpi.Figures;
import io.tradewind.kpi.Sight;
import io.tradewind.kpi.Sights;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.StringUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;

/** Where the number of a deal leads: what it is, whose customer, what was agreed, what is to be done, and every fact of it. */
@Controller
class DealPage {

    private static final int FACTS = 200;

    private final OpenableDeals deals;
    private final Figures figures;
    private final Sights sights;
    private final Choices choices;
    private final Customers customers;
    private final CustomerAccess access;
    private final DealTasks tasks;
    private final DealDocuments documents;
    private final FactLinks links;

    DealPage(
            OpenableDeals deals,
            Figures figures,
            Sights sights,
            Choices choices,
            Customers customers,
            CustomerAccess access,
            DealTasks tasks,
            DealDocuments documents,
            FactLinks links) {
        this.deals = deals;
        this.figures = figures;
        this.sights = sights;
        this.choices = choices;
        this.customers = customers;
        this.access = access;
        this.tasks = tasks;
        this.documents = documents;
        this.links = links;
    }

    /** @param href where it leads; null where it is only to be read */
    record Line(String title, String text, @Nullable String href) {}

    @GetMapping("/board/deals/{number}")
    String deal(@PathVariable String number, Model model) {
        Sight sight = sights.currentOrForbidden();
        FactPage facts = figures.factsOf(number, sight, FACTS);
        Optional<Deal> deal = deals.find(number, sight);
        if (deal.isEmpty() && facts.count() == 0) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        model.addAttribute("number", number);
        model.addAttribute("lines", deal.map(this::lines).orElse(List.of()));
        model.addAttribute("quotations", deal.map(documents::quotations).orElse(List.of()));
        model.addAttribute("documents", deal.map(documents::agreed).orElse(List.of()));
        model.addAttribute("tasks", tasks.of(number));
        model.addAttribute("facts", facts);
        model.addAttribute("links", links.here());
        return "kpi/deal";
    }

    /** What is not known is left out. */
    private List<Line> lines(Deal deal) {
        List<Line> lines = new ArrayList<>();
        if (deal.customerId() != null) {
            lines.add(customer(customers.get(deal.customerId())));
        }
        if (deal.product() != null) {
            lines.add(line("Product", choices.name(Dimension.PRODUCT, deal.product())));
        }
        lines.add(line("Rep", choices.name(Dimension.REP, deal.rep())));
        lines.add(line("Stage", StringUtils.capitalize(deal.stage().code())));
        lines.add(line("Opened", deal.openedOn().toString()));
        LocalDate closedOn = deal.closedOn();
        lines.add(
                closedOn == null
                        ? line("Expected to close", deal.closesOn().toString())
                        : line("Closed", closedOn.toString()));
        if (deal.agreedPrice() != null) {
            lines.add(line("Agreed price", money(deal, deal.agreedPrice())));
        } else if (deal.expectedValue().signum() > 0) {
            lines.add(line("Expected value", money(deal, deal.expectedValue())));
        }
        return lines;
    }

    private Line customer(Customer customer) {
        return new Line(
                "Customer",
                customer.name(),
                access.sight(customer, null).isPresent() ? "/customers/" + customer.id() + "?kind=deals" : null);
    }

    private static Line line(String title, String text) {
        return new Line(title, text, null);
    }

    static String money(Deal deal, Object amount) {
        return Shown.value(deal.currency(), amount) + " " + deal.currency();
    }
}
