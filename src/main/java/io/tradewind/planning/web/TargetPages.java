package io.tradewind.planning.web;

import io.tradewind.catalog.Product;
import io.tradewind.catalog.Products;
import io.tradewind.engine.Refused;
import io.tradewind.engine.variables.Shown;
import io.tradewind.engine.web.HomeLink;
import io.tradewind.organization.People;
import io.tradewind.organization.Person;
import io.tradewind.planning.Breakdown;
import io.tradewind.planning.Measure;
import io.tradewind.planning.NodeKind;
import io.tradewind.planning.Potentials;
import io.tradewind.planning.TargetNode;
import io.tradewind.planning.TargetPlan;
import io.tradewind.planning.TargetPlans;
import io.tradewind.planning.TargetRounds;
import io.tradewind.planning.TargetScope;
import io.tradewind.planning.TargetScopes;
import io.tradewind.planning.process.TargetChangeProcess;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;

/** The whole breakdown at once, each within the own scope; drafts are changed here. Without JavaScript. */
@Controller
class TargetPages {

    private static final int MONTHS = 12;

    private final TargetPlans plans;
    private final TargetRounds rounds;
    private final TargetScopes scopes;
    private final Potentials potentials;
    private final TargetChangeProcess changes;
    private final Products products;
    private final People people;
    private final ZoneId zone;

    TargetPages(
            TargetPlans plans,
            TargetRounds rounds,
            TargetScopes scopes,
            Potentials potentials,
            TargetChangeProcess changes,
            Products products,
            People people,
            @Value("${tradewind.company.time-zone}") ZoneId zone) {
        this.plans = plans;
        this.rounds = rounds;
        this.scopes = scopes;
        this.potentials = potentials;
        this.changes = changes;
        this.products = products;
        this.people = people;
        this.zone = zone;
    }

    /**
     * A place as the page shows it.
     *
     * @param cells one for each measure
     * @param months of the chosen measure
     */
    record Line(TargetNode node, List<Cell> cells, List<String> months, String why) {

        /** Sums stand out from what they are made of. */
        public boolean sum() {
            return node.kind() == NodeKind.COMPANY || node.kind() == NodeKind.REGION || node.kind() == NodeKind.TEAM;
        }
    }

    /** @param difference to the plan compared with, and {@code gap} what the parts are short of it; empty for none */
    record Cell(
            Measure measure,
            String field,
            String value,
            String shown,
            boolean editable,
            String gap,
            String difference) {}

    /**
     * What folds together: the company with its regions and teams, then each team with its reps.
     *
     * @param team empty for what stands above the teams
     * @param sums the team's, in words
     */
    record Group(String team, String name, String sums, boolean open, boolean gap, List<Line> lines) {}

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
            boolean gap = (of == null
                            ? parts
                            : Stream.concat(Stream.of(of), parts.stream()).toList())
                    .stream().anyMatch(line -> line.cells().stream()
                            .anyMatch(cell -> !cell.gap().isEmpty()));
            groups.add(new Group(
                    key,
                    of == null ? "" : of.node().name(),
                    of == null
                            ? ""
                            : of.cells().stream()
                                    .map(cell -> cell.measure().title() + " " + cell.shown())
                                    .collect(Collectors.joining(" · ")),
                    below.size() == 1 || gap || open.equals("all") || open.equals(key),
                    gap,
                    parts));
        });
        return groups;
    }

    @Bean
    static HomeLink targetsLink() {
        return new HomeLink(
                35,
                "See and set targets",
                "Revenue, cash, margin and new customers by region, team, rep, product and month.",
                "/targets",
                TargetScopes.ROLES);
    }

    @GetMapping("/targets")
    String page(
            @RequestParam(defaultValue = "") String plan,
            @RequestParam(defaultValue = "") String measure,
            @RequestParam(defaultValue = "") String with,
            @RequestParam(defaultValue = "") String open,
            Model model) {
        TargetScope scope = scopes.currentOrForbidden();
        List<TargetPlan> visible =
                plans.all().stream().filter(one -> plans.sees(one, scope)).toList();
        model.addAttribute("plans", visible);
        model.addAttribute("scope", scope);
        model.addAttribute("names", people.all().stream().collect(Collectors.toMap(Person::userId, Person::name)));
        model.addAttribute("potentials", scope.everything() ? potentials.all() : List.of());
        Optional<TargetPlan> chosen = plan.isEmpty()
                ? visible.stream().findFirst()
                : Optional.of(visible.stream()
                        .filter(one -> one.number().equals(plan))
                        .findFirst()
                        .orElseThrow(
                                () -> new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no such plan.")));
        chosen.ifPresent(one -> show(one, measure, with, open, visible, scope, model));
        return "planning/targets";
    }

    private void show(
            TargetPlan plan,
            String wanted,
            String with,
            String open,
            List<TargetPlan> visible,
            TargetScope scope,
            Model model) {
        List<Measure> measures = measures(scope);
        Measure chosen = Measure.ofCode(wanted).filter(measures::contains).orElse(Measure.REVENUE);
        Breakdown breakdown = plans.breakdown(plan.number());
        Breakdown other = visible.stream()
                .filter(one -> one.number().equals(with) && !with.equals(plan.number()))
                .findFirst()
                .map(one -> plans.breakdown(one.number()))
                .orElse(null);
        boolean editable = plans.changes(plan, scope);
        Map<String, String> gaps = breakdown.gaps().stream()
                .filter(gap -> scope.covers(breakdown, gap.node().key()))
                .collect(Collectors.toMap(
                        gap -> gap.node().key() + "|" + gap.measure().code(),
                        gap -> (gap.difference().signum() > 0 ? "parts lack " : "parts exceed by ")
                                + shown(gap.measure(), gap.difference().abs())));
        Map<String, String> why = new LinkedHashMap<>();
        plans.proposals(plan.number()).stream()
                .filter(value -> value.measure() == chosen)
                .forEach(value -> why.put(value.node(), value.why() + ": " + shown(chosen, value.amount())));
        plans.edits(plan.number()).stream()
                .filter(edit -> edit.measure() == chosen)
                .forEach(edit -> why.merge(edit.node(), changed(edit), (rule, changed) -> rule + changed));
        Map<String, Map<Measure, List<BigDecimal>>> months = plans.months(plan.number());
        List<Line> lines = new ArrayList<>();
        for (TargetNode node : breakdown.nodes()) {
            if (scope.covers(breakdown, node.key())) {
                lines.add(new Line(
                        node,
                        measures.stream()
                                .map(measure -> cell(breakdown, other, node, measure, editable, scope, gaps))
                                .toList(),
                        months.get(node.key()).get(chosen).stream()
                                .map(sum -> shown(chosen, sum))
                                .toList(),
                        why.getOrDefault(node.key(), "")));
            }
        }
        model.addAttribute("plan", plan);
        model.addAttribute("measures", measures);
        model.addAttribute("measure", chosen);
        model.addAttribute("monthsOpen", !wanted.isEmpty());
        model.addAttribute("open", open);
        model.addAttribute("with", other == null ? "" : with);
        model.addAttribute("lines", lines);
        model.addAttribute("groups", groups(lines, open));
        model.addAttribute("editable", editable);
        model.addAttribute("gaps", gaps);
        model.addAttribute("seasons", breakdown.seasons());
        model.addAttribute("mix", mix(breakdown, scope));
        model.addAttribute(
                "voices",
                rounds.voices(plan.number()).stream()
                        .filter(voice -> scope.covers(breakdown, voice.node()))
                        .toList());
    }

    /** Beside the rule's number, as the last one who changed it said. */
    private String changed(TargetPlans.Edit edit) {
        return "; changed from " + shown(edit.measure(), edit.before()) + " to " + shown(edit.measure(), edit.after())
                + " by " + people.find(edit.by()).map(Person::name).orElse(edit.by()) + " on "
                + LocalDate.ofInstant(edit.at(), zone) + ": " + edit.reason();
    }

    private static Cell cell(
            Breakdown breakdown,
            @Nullable Breakdown other,
            TargetNode node,
            Measure measure,
            boolean editable,
            TargetScope scope,
            Map<String, String> gaps) {
        BigDecimal value = breakdown.value(node.key(), measure);
        BigDecimal difference = other == null ? BigDecimal.ZERO : value.subtract(other.value(node.key(), measure));
        String key = node.key() + "|" + measure.code();
        return new Cell(
                measure,
                "v|" + key,
                value.toPlainString(),
                shown(measure, value),
                editable && (scope.everything() || !node.key().equals(scope.top())),
                gaps.getOrDefault(key, ""),
                difference.signum() == 0 ? "" : (difference.signum() > 0 ? "+" : "") + shown(measure, difference));
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

    private static String shown(Measure measure, BigDecimal amount) {
        return measure.decimals() == 0 ? amount.toPlainString() : Shown.money(amount);
    }

    private static List<Measure> measures(TargetScope scope) {
        return Arrays.stream(Measure.values())
                .filter(measure -> scope.margin() || measure != Measure.MARGIN)
                .toList();
    }

    @PostMapping("/targets/{number}/values")
    String values(
            @PathVariable String number,
            @RequestParam Map<String, String> form,
            Model model,
            HttpServletResponse response) {
        return acted(number, model, response, () -> {
            Map<String, Map<Measure, BigDecimal>> values = new LinkedHashMap<>();
            form.forEach((field, text) -> {
                String[] parts = field.split("\\|");
                if (parts.length == 3 && parts[0].equals("v")) {
                    Measure measure = Measure.ofCode(parts[2])
                            .orElseThrow(() -> new Refused("measure", "There is no such measure."));
                    values.computeIfAbsent(parts[1], key -> new EnumMap<>(Measure.class))
                            .put(measure, TargetFile.number(text, measure.title() + " of " + parts[1]));
                }
            });
            plans.change(
                    number,
                    values,
                    form.containsKey("spread"),
                    TargetFile.number(form.getOrDefault("revision", ""), "The page's own mark")
                            .intValue(),
                    form.get("reason"));
            return number;
        });
    }

    @PostMapping("/targets/{number}/spread")
    String spread(
            @PathVariable String number,
            @RequestParam(defaultValue = "") String node,
            @RequestParam(defaultValue = "") String measure,
            Model model,
            HttpServletResponse response) {
        return acted(number, model, response, () -> {
            plans.spread(
                    number,
                    node,
                    Measure.ofCode(measure).orElseThrow(() -> new Refused("measure", "There is no such measure.")));
            return number;
        });
    }

    @PostMapping("/targets/{number}/season")
    String season(
            @PathVariable String number,
            @RequestParam Map<String, String> form,
            Model model,
            HttpServletResponse response) {
        return acted(number, model, response, () -> {
            List<BigDecimal> weights = new ArrayList<>();
            for (int month = 1; month <= MONTHS; month++) {
                weights.add(TargetFile.number(form.getOrDefault("m" + month, ""), "Month " + month));
            }
            plans.season(number, weights);
            return number;
        });
    }

    @PostMapping("/targets/{number}/mix")
    String mix(
            @PathVariable String number,
            @RequestParam Map<String, String> form,
            Model model,
            HttpServletResponse response) {
        return acted(number, model, response, () -> {
            Map<String, BigDecimal> shares = new LinkedHashMap<>();
            form.forEach((field, text) -> {
                if (field.startsWith("p|")) {
                    BigDecimal share = TargetFile.number(text, "Share of " + field.substring(2))
                            .movePointLeft(2);
                    if (share.signum() != 0) {
                        shares.put(field.substring(2), share);
                    }
                }
            });
            plans.mix(
                    number,
                    form.getOrDefault("node", scopes.currentOrForbidden().top()),
                    shares);
            return number;
        });
    }

    @PostMapping("/targets/{number}/customer")
    String customer(
            @PathVariable String number,
            @RequestParam(defaultValue = "") String rep,
            @RequestParam(defaultValue = "") String customer,
            Model model,
            HttpServletResponse response) {
        return acted(number, model, response, () -> {
            plans.nameCustomer(number, rep, customer);
            return number;
        });
    }

    @PostMapping("/targets/{number}/join")
    String join(
            @PathVariable String number,
            @RequestParam(defaultValue = "") String rep,
            Model model,
            HttpServletResponse response) {
        return acted(number, model, response, () -> {
            plans.join(number, rep);
            return number;
        });
    }

    @PostMapping("/targets/{number}/leave")
    String leave(
            @PathVariable String number,
            @RequestParam(defaultValue = "") String rep,
            Model model,
            HttpServletResponse response) {
        return acted(number, model, response, () -> {
            plans.leave(number, rep);
            return number;
        });
    }

    @PostMapping("/targets/{number}/ask")
    String ask(@PathVariable String number, Model model, HttpServletResponse response) {
        return acted(number, model, response, () -> {
            changes.ask(number);
            return number;
        });
    }

    @PostMapping("/targets/replan")
    String replan(
            @RequestParam(defaultValue = "") String plan,
            @RequestParam(defaultValue = "") String firstMonth,
            @RequestParam(defaultValue = "") String reason,
            Model model,
            HttpServletResponse response) {
        return acted(
                plan,
                model,
                response,
                () -> plans.replan(
                        plans.get(plan).year(),
                        TargetFile.number(firstMonth, "First month").intValue(),
                        reason));
    }

    @PostMapping("/targets/potential")
    String potential(
            @RequestParam(defaultValue = "") String scope,
            @RequestParam(defaultValue = "") String potential,
            @RequestParam(defaultValue = "") String reason,
            Model model,
            HttpServletResponse response) {
        return acted("", model, response, () -> {
            potentials.enter(scope, TargetFile.number(potential, "Potential"), reason);
            return "";
        });
    }

    @PostMapping("/targets/{number}/import")
    String read(
            @PathVariable String number,
            @RequestPart MultipartFile file,
            @RequestParam(defaultValue = "") String reason,
            Model model,
            HttpServletResponse response)
            throws IOException {
        byte[] content = file.getBytes();
        return acted(number, model, response, () -> {
            TargetFile.Content read = TargetFile.read(content);
            plans.readIn(number, read.values(), read.months(), reason);
            return number;
        });
    }

    @GetMapping("/targets/{number}/targets.csv")
    ResponseEntity<byte[]> download(@PathVariable String number) {
        TargetScope scope = scopes.currentOrForbidden();
        TargetPlan plan = plans.all().stream()
                .filter(one -> one.number().equals(number) && plans.sees(one, scope))
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no such plan."));
        Breakdown breakdown = plans.breakdown(plan.number());
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(plan.number() + ".csv")
                                .build()
                                .toString())
                .body(TargetFile.write(
                        breakdown,
                        breakdown.nodes().stream()
                                .filter(node -> scope.covers(breakdown, node.key()))
                                .toList(),
                        measures(scope),
                        plans.months(number)));
    }

    /** Does it and shows the plan again, or says why not. */
    private String acted(String number, Model model, HttpServletResponse response, Supplier<String> act) {
        TargetScope scope = scopes.currentOrForbidden();
        if (!number.isEmpty()
                && plans.all().stream().noneMatch(one -> one.number().equals(number) && plans.sees(one, scope))) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no such plan.");
        }
        try {
            String shown = act.get();
            return "redirect:/targets" + (shown.isEmpty() ? "" : "?plan=" + shown);
        } catch (Refused refused) {
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            model.addAttribute("problem", refused.getMessage());
            return page(number, "", "", "", model);
        }
    }
}
