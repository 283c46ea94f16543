package io.tradewind.planning.web;

import io.tradewind.catalog.Product;
import io.tradewind.catalog.Products;
import io.tradewind.organization.People;
import io.tradewind.organization.Person;
import io.tradewind.planning.Breakdown;
import io.tradewind.planning.Measure;
import io.tradewind.planning.NodeKind;
import io.tradewind.planning.TargetHistory;
import io.tradewind.planning.TargetNode;
import io.tradewind.planning.TargetPlan;
import io.tradewind.planning.TargetPlans;
import io.tradewind.planning.TargetRounds;
import io.tradewind.planning.TargetScope;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.time.ZoneId;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** What the page of a plan shows: numbers within the own scope, how they came about, and who answers for it. */
@Component
class TargetsView {

    private final TargetPlans plans;
    private final TargetHistory history;
    private final TargetRounds rounds;
    private final Products products;
    private final People people;
    private final ZoneId zone;

    TargetsView(
            TargetPlans plans,
            TargetHistory history,
            TargetRounds rounds,
            Products products,
            People people,
            @Value("${tradewind.company.time-zone}") ZoneId zone) {
        this.plans = plans;
        this.history = history;
        this.rounds = rounds;
        this.products = products;
        this.people = people;
        this.zone = zone;
    }

    /**
     * A place as the page shows it.
     *
     * @param cells one for each measure
     * @param months of the chosen measure
     * @param why how the number of the chosen measure came about
     * @param changed what this change made of it, and who answers for that; empty for nothing
     */
    record Line(TargetNode node, List<Cell> cells, List<String> months, String why, String changed) {

        /** Sums stand out from what they are made of. */
        public boolean sum() {
            return node.kind() == NodeKind.COMPANY || node.kind() == NodeKind.REGION || node.kind() == NodeKind.TEAM;
        }
    }

    /**
     * A number.
     *
     * @param entered as it stands in the field: what was typed and refused, else the number
     * @param gap what the parts are short of it; empty for none
     * @param difference to the plan compared with, or what it was before this change; empty for none
     */
    record Cell(
            Measure measure,
            String field,
            String entered,
            String shown,
            boolean editable,
            String gap,
            String difference) {

        boolean calls() {
            return !gap.isEmpty() || editable && !entered.equals(shown);
        }
    }

    /**
     * What folds together: the company with its regions and teams, then each team with its reps.
     *
     * @param team empty for what stands above the teams
     * @param sums the team's, in words
     */
    record Group(String team, String name, String sums, boolean open, boolean gap, List<Line> lines) {}

    /** What whoever looks wants to see of it. */
    record Wanted(String measure, String with, String open) {}

    /**
     * Puts everything of a plan into the model.
     *
     * @param typed what was entered and refused, by field
     */
    void show(
            TargetPlan plan,
            Wanted wanted,
            Map<String, String> typed,
            List<TargetPlan> visible,
            TargetScope scope,
            Model model) {
        List<Measure> measures = measures(scope);
        Measure chosen =
                Measure.ofCode(wanted.measure()).filter(measures::contains).orElse(Measure.REVENUE);
        Breakdown breakdown = plans.breakdown(plan.number());
        Breakdown other = visible.stream()
                .filter(one ->
                        one.number().equals(wanted.with()) && !one.number().equals(plan.number()))
                .findFirst()
                .map(one -> plans.breakdown(one.number()))
                .orElse(null);
        boolean editable = plans.changes(plan, scope);
        Map<String, String> gaps = breakdown.gaps().stream()
                .filter(gap -> scope.covers(breakdown, gap.node().key()))
                .collect(Collectors.toMap(
                        gap -> field(gap.node(), gap.measure()),
                        gap -> (gap.difference().signum() > 0 ? "parts lack " : "parts exceed by ")
                                + gap.measure().shown(gap.difference().abs())));
        List<TargetHistory.Step> steps = history.steps(plan);
        Map<String, String> notes = other == null ? before(plan, steps) : differences(breakdown, other);
        Map<String, String> why = why(plan, chosen, steps);
        Map<String, String> changed = changed(plan, measures, steps);
        Map<String, Map<Measure, List<BigDecimal>>> months = plans.months(plan.number());
        List<Line> lines = new ArrayList<>();
        for (TargetNode node : breakdown.nodes()) {
            if (scope.covers(breakdown, node.key())) {
                boolean theirs = editable && (scope.everything() || !node.key().equals(scope.top()));
                lines.add(new Line(
                        node,
                        measures.stream()
                                .map(measure -> cell(
                                        breakdown.value(node.key(), measure),
                                        node,
                                        measure,
                                        theirs,
                                        typed,
                                        gaps,
                                        notes))
                                .toList(),
                        months.get(node.key()).get(chosen).stream()
                                .map(chosen::shown)
                                .toList(),
                        why.getOrDefault(node.key(), ""),
                        changed.getOrDefault(node.key(), "")));
            }
        }
        model.addAttribute("plan", plan);
        model.addAttribute("headline", headline(plan));
        model.addAttribute("measures", measures);
        model.addAttribute("measure", chosen);
        model.addAttribute("monthsOpen", !wanted.measure().isEmpty());
        model.addAttribute("open", wanted.open());
        model.addAttribute("with", other == null ? "" : wanted.with());
        model.addAttribute("lines", lines);
        model.addAttribute("groups", groups(lines, wanted.open()));
        model.addAttribute("editable", editable);
        model.addAttribute("gaps", gaps);
        model.addAttribute("seasons", breakdown.seasons());
        model.addAttribute("mix", mix(breakdown, scope));
        model.addAttribute(
                "mayGiveUp",
                plan.isReplan()
                        && (plan.state() == TargetPlan.State.DRAFT || plan.state() == TargetPlan.State.ASKED)
                        && scope.changes()
                        && (scope.everything() || plan.createdBy().equals(scope.userId())));
        model.addAttribute(
                "voices",
                rounds.voices(plan.number()).stream()
                        .filter(voice -> scope.covers(breakdown, voice.node()))
                        .toList());
    }

    private static Cell cell(
            BigDecimal value,
            TargetNode node,
            Measure measure,
            boolean editable,
            Map<String, String> typed,
            Map<String, String> gaps,
            Map<String, String> notes) {
        String field = field(node, measure);
        String shown = measure.shown(value);
        return new Cell(
                measure,
                "v|" + field,
                typed.getOrDefault("v|" + field, shown),
                shown,
                editable,
                gaps.getOrDefault(field, ""),
                notes.getOrDefault(field, ""));
    }

    private static String field(TargetNode node, Measure measure) {
        return node.key() + "|" + measure.code();
    }

    private static Map<String, String> differences(Breakdown breakdown, Breakdown other) {
        Map<String, String> differences = new HashMap<>();
        for (TargetNode node : breakdown.nodes()) {
            for (Measure measure : Measure.values()) {
                BigDecimal difference = breakdown.value(node.key(), measure).subtract(other.value(node.key(), measure));
                if (difference.signum() != 0) {
                    differences.put(
                            field(node, measure),
                            (difference.signum() > 0 ? "+" : "−") + measure.shown(difference.abs()));
                }
            }
        }
        return differences;
    }

    private static Map<String, String> before(TargetPlan plan, List<TargetHistory.Step> steps) {
        return ofThis(plan, steps)
                .collect(Collectors.toMap(
                        step -> step.node() + "|" + step.measure().code(),
                        step -> "was " + step.measure().shown(step.before())));
    }

    private static Stream<TargetHistory.Step> ofThis(TargetPlan plan, List<TargetHistory.Step> steps) {
        return steps.stream().filter(step -> step.plan().number().equals(plan.number()));
    }

    /** The rule's number, what was made of it in the first draft, then what each change within the year made of it. */
    private Map<String, String> why(TargetPlan plan, Measure measure, List<TargetHistory.Step> steps) {
        Map<String, String> why = new LinkedHashMap<>();
        plans.proposals(plan.number()).stream()
                .filter(value -> value.measure() == measure)
                .forEach(value -> why.put(value.node(), value.why() + ": " + measure.shown(value.amount())));
        plans.edits(history.first(plan).number()).stream()
                .filter(edit -> edit.measure() == measure)
                .forEach(edit -> why.merge(
                        edit.node(),
                        "changed from " + measure.shown(edit.before()) + " to " + measure.shown(edit.after()) + " by "
                                + name(edit.by()) + " on " + day(edit.at()) + ": " + edit.reason(),
                        TargetsView::after));
        Map<String, String> consents = new HashMap<>();
        steps.stream()
                .filter(step -> step.measure() == measure)
                .forEach(step -> why.merge(
                        step.node(),
                        (step.plan().version() == null
                                        ? "this change"
                                        : "version " + step.plan().version()) + ": from "
                                + measure.shown(step.before()) + " to " + measure.shown(step.after()) + ": "
                                + sentence(step.reason()) + " "
                                + consents.computeIfAbsent(step.plan().number(), number -> consent(step.plan())),
                        TargetsView::after));
        return why;
    }

    private static String after(String earlier, String later) {
        return earlier.isEmpty() ? later : earlier + "; " + later;
    }

    private Map<String, String> changed(TargetPlan plan, List<Measure> measures, List<TargetHistory.Step> steps) {
        Map<String, List<TargetHistory.Step>> byNode = ofThis(plan, steps)
                .filter(step -> measures.contains(step.measure()))
                .collect(Collectors.groupingBy(TargetHistory.Step::node));
        String consent = byNode.isEmpty() ? "" : consent(plan);
        Map<String, String> changed = new HashMap<>();
        byNode.forEach((node, ofNode) -> {
            Map<String, List<TargetHistory.Step>> byReason = ofNode.stream()
                    .collect(
                            Collectors.groupingBy(TargetHistory.Step::reason, LinkedHashMap::new, Collectors.toList()));
            changed.put(
                    node,
                    byReason.entrySet().stream()
                                    .map(one -> one.getValue().stream()
                                                    .map(step -> step.measure().title() + " "
                                                            + step.measure().shown(step.before()) + " → "
                                                            + step.measure().shown(step.after()))
                                                    .collect(Collectors.joining(", "))
                                            + ": " + sentence(one.getKey()))
                                    .collect(Collectors.joining(" "))
                            + " " + consent);
        });
        return changed;
    }

    private static String sentence(String words) {
        String said = words.strip();
        return said.isEmpty() || ".!?".indexOf(said.charAt(said.length() - 1)) >= 0 ? said : said + ".";
    }

    /** {@code TP-2027-000003, version 2, published on 2027-03-02. It changes version 1 from July 2027 on: …}. */
    private String headline(TargetPlan plan) {
        String closed = plan.closedAt() == null
                ? ""
                : " by " + name(String.valueOf(plan.closedBy())) + " on " + day(plan.closedAt());
        String where =
                switch (plan.state()) {
                    case PUBLISHED ->
                        "version " + plan.version() + ", published" + (plan.isReplan() ? onDay(plan) : closed);
                    case WITHDRAWN ->
                        (plan.givenUpBecause() == null
                                ? "withdrawn" + closed
                                : "given up" + closed + ": " + plan.givenUpBecause());
                    default -> plan.state().words();
                };
        String start = plan.number() + ", " + sentence(where) + " ";
        if (!plan.isReplan()) {
            return start + sentence(plan.basis());
        }
        TargetPlan before = plans.get(String.valueOf(plan.changes()));
        return start + "It changes version " + before.version() + " from "
                + Month.of(plan.firstMonth()).getDisplayName(TextStyle.FULL, Locale.ENGLISH) + " " + plan.year()
                + " on: " + sentence(String.valueOf(plan.reason())) + " " + consent(plan);
    }

    private String onDay(TargetPlan plan) {
        return plan.closedAt() == null ? "" : " on " + day(plan.closedAt());
    }

    private String consent(TargetPlan plan) {
        return history.consent(plan).map(this::words).orElse("");
    }

    private String words(TargetHistory.Consent consent) {
        String who = name(consent.askedBy()) + " on " + day(consent.askedAt());
        if (consent.state() == null) {
            return "Begun by " + who + "; nobody was asked to agree yet.";
        }
        String answered = consent.agreedBy().stream().map(this::name).collect(Collectors.joining(" and "))
                + (consent.answeredAt() == null ? "" : " on " + day(consent.answeredAt()));
        return "Asked by " + who
                + switch (consent.state()) {
                    case OPEN -> "; waits for approval.";
                    case APPROVED ->
                        consent.agreedBy().isEmpty()
                                ? ", within the own authority of who asked."
                                : ", approved by " + answered + ".";
                    case REJECTED -> ", rejected by " + answered + ".";
                    case SENT_BACK -> ", sent back by " + answered + ".";
                    case SUPERSEDED, RECALLED -> "; the request was taken back.";
                };
    }

    /** Who sees only one team, or only themselves, has nothing to unfold. */
    private static List<Group> groups(List<Line> lines, String open) {
        List<Line> above = lines.stream().filter(Line::sum).toList();
        List<Group> groups = new ArrayList<>();
        if (!above.isEmpty()) {
            groups.add(new Group("", "Company, regions and teams", "", true, false, above));
        }
        Map<String, List<Line>> below = new LinkedHashMap<>();
        String team = "";
        for (Line line : lines) {
            if (line.node().kind() == NodeKind.TEAM) {
                team = line.node().key();
            }
            if (!line.sum()) {
                below.computeIfAbsent(team, key -> new ArrayList<>()).add(line);
            }
        }
        below.forEach((key, parts) -> {
            Line of = above.stream()
                    .filter(line -> line.node().key().equals(key))
                    .findFirst()
                    .orElse(null);
            boolean gap = Stream.concat(Stream.ofNullable(of), parts.stream()).anyMatch(line -> line.cells().stream()
                    .anyMatch(cell -> !cell.gap().isEmpty()));
            boolean calls = parts.stream()
                    .anyMatch(line ->
                            !line.changed().isEmpty() || line.cells().stream().anyMatch(Cell::calls));
            groups.add(new Group(
                    key,
                    of == null ? "" : of.node().name(),
                    of == null
                            ? ""
                            : of.cells().stream()
                                    .map(cell -> cell.measure().title() + " " + cell.shown())
                                    .collect(Collectors.joining(" · ")),
                    below.size() == 1 || gap || calls || open.equals("all") || open.equals(key),
                    gap,
                    parts));
        });
        return groups;
    }

    private Map<Product, String> mix(Breakdown breakdown, TargetScope scope) {
        Map<String, BigDecimal> shares = breakdown.products(scope.top());
        Map<Product, String> mix = new LinkedHashMap<>();
        products.all()
                .forEach(product -> mix.put(
                        product,
                        shares.getOrDefault(product.code(), BigDecimal.ZERO)
                                .movePointRight(2)
                                .stripTrailingZeros()
                                .toPlainString()));
        return mix;
    }

    static List<Measure> measures(TargetScope scope) {
        return Arrays.stream(Measure.values())
                .filter(measure -> scope.margin() || measure != Measure.MARGIN)
                .toList();
    }

    private String name(@Nullable String userId) {
        String known = String.valueOf(userId);
        return people.find(known).map(Person::name).orElse(known);
    }

    private LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, zone);
    }
}
