package io.tradewind.kpi.web;

import io.tradewind.calendar.WorkingTime;
import io.tradewind.customer.Customers;
import io.tradewind.deal.Deal;
import io.tradewind.deal.Stage;
import io.tradewind.engine.Refused;
import io.tradewind.kpi.ApprovalTimes;
import io.tradewind.kpi.Choices;
import io.tradewind.kpi.Dimension;
import io.tradewind.kpi.Selection;
import io.tradewind.kpi.Sight;
import io.tradewind.kpi.Sights;
import io.tradewind.kpi.web.Panel.Cell;
import io.tradewind.organization.People;
import io.tradewind.organization.Person;
import io.tradewind.service.ServiceLevels;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.StringUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What stands behind the numbers of the board that are not made of facts: open deals and decided approvals. */
@Controller
class BoardLists {

    private final OpenDeals open;
    private final ApprovalTimes approvals;
    private final Sights sights;
    private final BoardFilters filters;
    private final Choices choices;
    private final People people;
    private final Customers customers;
    private final WorkingTime workingTime;
    private final ServiceLevels levels;
    private final ZoneId zone;

    BoardLists(
            OpenDeals open,
            ApprovalTimes approvals,
            Sights sights,
            BoardFilters filters,
            Choices choices,
            People people,
            Customers customers,
            WorkingTime workingTime,
            ServiceLevels levels,
            @Value("${tradewind.company.time-zone}") ZoneId zone) {
        this.open = open;
        this.approvals = approvals;
        this.sights = sights;
        this.filters = filters;
        this.choices = choices;
        this.people = people;
        this.customers = customers;
        this.workingTime = workingTime;
        this.levels = levels;
        this.zone = zone;
    }

    @GetMapping("/board/deals")
    String deals(@RequestParam Map<String, String> parameters, Model model) {
        return page(parameters, this::deals, "/board/deals.csv", model);
    }

    @GetMapping("/board/deals.csv")
    ResponseEntity<byte[]> dealsAsFile(@RequestParam Map<String, String> parameters) {
        return SpreadsheetFile.download(deals(new Asked(parameters, view(parameters))));
    }

    @GetMapping("/board/approvals")
    String approvals(@RequestParam Map<String, String> parameters, Model model) {
        return page(parameters, this::approvals, "/board/approvals.csv", model);
    }

    @GetMapping("/board/approvals.csv")
    ResponseEntity<byte[]> approvalsAsFile(@RequestParam Map<String, String> parameters) {
        return SpreadsheetFile.download(approvals(new Asked(parameters, view(parameters))));
    }

    @GetMapping("/board/cases")
    String cases(@RequestParam Map<String, String> parameters, Model model) {
        return page(parameters, this::cases, "/board/cases.csv", model);
    }

    @GetMapping("/board/cases.csv")
    ResponseEntity<byte[]> casesAsFile(@RequestParam Map<String, String> parameters) {
        return SpreadsheetFile.download(cases(new Asked(parameters, view(parameters))));
    }

    private record Asked(Map<String, String> parameters, BoardView view) {
        String get(String name) {
            return parameters.getOrDefault(name, "").strip();
        }
    }

    private BoardView view(Map<String, String> parameters, Sight sight) {
        return new BoardView(filters.read(parameters, sight), sight);
    }

    private BoardView view(Map<String, String> parameters) {
        return view(parameters, sights.currentOrForbidden());
    }

    private String page(Map<String, String> parameters, Function<Asked, Panel> list, String file, Model model) {
        BoardView view = view(parameters);
        model.addAttribute("panel", list.apply(new Asked(parameters, view)));
        model.addAttribute("set", filters.set(view.selection()));
        model.addAttribute("selection", view.selection());
        model.addAttribute("listed", true);
        model.addAttribute("back", view.address().board());
        model.addAttribute("file", view.address().file(file, parameters));
        return "kpi/list";
    }

    private Panel deals(Asked asked) {
        String stage = asked.get("stage");
        if (!stage.isEmpty()
                && Arrays.stream(Stage.values())
                        .noneMatch(one -> one.open() && one.code().equals(stage))) {
            throw new Refused("stage", "There is no open stage '" + stage + "'.");
        }
        List<Deal> deals = open.of(asked.view()).stream()
                .filter(deal -> stage.isEmpty() || deal.stage().code().equals(stage))
                .toList();
        Map<Stage, BigDecimal> probabilities = open.probabilities();
        Map<String, String> names = names();
        Map<Long, String> buyers = customers.names(deals.stream()
                .map(Deal::customerId)
                .filter(Objects::nonNull)
                .distinct()
                .toList());
        return new Panel(
                "open-deals",
                "Open deals" + (stage.isEmpty() ? "" : " in " + stage) + ": " + deals.size(),
                "As of " + workingTime.today() + ", whatever the period; the most valuable first.",
                null,
                List.of(
                        "Deal",
                        "Customer",
                        "Product",
                        "Rep",
                        "Stage",
                        "Opened",
                        "Expected to close",
                        "Currency",
                        "Expected value",
                        "Weighted value"),
                new Rows<>(
                        deals,
                        deal -> List.of(
                                Cell.text(deal.number(), BoardAddress.deal(deal.number())),
                                Cell.text(
                                        deal.customerId() == null
                                                ? Shown.NOTHING
                                                : buyers.getOrDefault(deal.customerId(), "")),
                                Cell.text(
                                        deal.product() == null
                                                ? Shown.NOTHING
                                                : choices.name(Dimension.PRODUCT, deal.product())),
                                Cell.text(names.getOrDefault(deal.rep(), deal.rep())),
                                Cell.text(StringUtils.capitalize(deal.stage().code())),
                                Cell.text(deal.openedOn().toString()),
                                Cell.text(deal.closesOn().toString()),
                                Cell.text(deal.currency()),
                                Cell.value(deal.currency(), deal.expectedValue(), null),
                                Cell.value(
                                        deal.currency(),
                                        deal.expectedValue()
                                                .multiply(probabilities.getOrDefault(deal.stage(), BigDecimal.ZERO))
                                                .setScale(2, RoundingMode.HALF_UP),
                                        null))),
                "No deal is open here.");
    }

    private Panel approvals(Asked asked) {
        ApprovalTimes.By by = Stream.of(ApprovalTimes.By.KIND, ApprovalTimes.By.RULE)
                .filter(one -> !asked.get(one.code()).isEmpty())
                .findFirst()
                .orElse(ApprovalTimes.By.DECIDER);
        String key = asked.get(by.code());
        if (key.isEmpty()) {
            throw new Refused(
                    "decider", "Say whose approvals, of which kind or by which rule: choose one on the board.");
        }
        Map<String, String> names = names();
        List<ApprovalTimes.Decided> decided = approvals.decided(
                asked.view().selection(), by, key, asked.view().sight());
        return new Panel(
                "decided-approvals",
                "Decided approvals: " + decided.size(),
                switch (by) {
                            case DECIDER -> "Decided last by " + names.getOrDefault(key, key);
                            case KIND -> "Of the kind " + key.replace('-', ' ');
                            case RULE -> "By the rule '" + key + "'";
                        }
                        + ", the last ones first.",
                null,
                List.of("Approval", "Kind", "Outcome", "Decided", "By", "Requested by", "Working hours"),
                new Rows<>(
                        decided,
                        one -> List.of(
                                Cell.text(String.valueOf(one.approvalId()), "/approvals/" + one.approvalId()),
                                Cell.text(StringUtils.capitalize(one.kind().replace('-', ' '))),
                                Cell.text(StringUtils.capitalize(one.outcome().replace('-', ' '))),
                                Cell.text(one.decidedOn().toString()),
                                Cell.text(names.getOrDefault(one.decidedBy(), one.decidedBy())),
                                Cell.text(
                                        one.requester() == null
                                                ? Shown.NOTHING
                                                : names.getOrDefault(one.requester(), one.requester())),
                                Cell.value("working hours", one.workingHours(), null))),
                "No approval was decided here.");
    }

    private Panel cases(Asked asked) {
        if (asked.get("severity").isEmpty() || asked.get("class").isEmpty()) {
            throw new Refused(
                    "severity", "Say of which severity and customer class: choose a number under service levels.");
        }
        Selection selection = asked.view().selection();
        List<ServiceLevels.KeptCase> cases = levels.cases(
                selection.from(),
                selection.to(),
                ServicePanels.whose(asked.view(), people),
                asked.get("severity"),
                asked.get("class"));
        Map<String, String> names = names();
        Map<Long, String> buyers = customers.names(cases.stream()
                .map(ServiceLevels.KeptCase::customerId)
                .distinct()
                .toList());
        return new Panel(
                "kept-cases",
                "Cases: " + cases.size(),
                "Of severity " + asked.get("severity") + " and customer class " + asked.get("class")
                        + ", answered or resolved in this period, the last ones first.",
                null,
                List.of("Case", "Customer", "Kind", "Rep", "Answered", "In time", "Resolved", "In time"),
                new Rows<>(
                        cases,
                        one -> List.of(
                                Cell.text(one.number(), "/cases/" + one.number()),
                                Cell.text(buyers.getOrDefault(one.customerId(), "")),
                                Cell.text(StringUtils.capitalize(one.kind())),
                                Cell.text(
                                        one.owner() == null
                                                ? Shown.NOTHING
                                                : names.getOrDefault(one.owner(), one.owner())),
                                Cell.text(day(one.answeredAt())),
                                Cell.text(kept(one.answeredAt(), one.answeredInTime())),
                                Cell.text(day(one.resolvedAt())),
                                Cell.text(kept(one.resolvedAt(), one.resolvedInTime())))),
                Panel.NOTHING);
    }

    private String day(@Nullable Instant at) {
        return at == null ? Shown.NOTHING : LocalDate.ofInstant(at, zone).toString();
    }

    private static String kept(@Nullable Instant at, boolean inTime) {
        return at == null ? Shown.NOTHING : inTime ? "yes" : "no";
    }

    private Map<String, String> names() {
        return people.all().stream().collect(Collectors.toMap(Person::userId, Person::name));
    }
}
