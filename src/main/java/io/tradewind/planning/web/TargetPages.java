package io.tradewind.planning.web;

import io.tradewind.catalog.Product;
import io.tradewind.catalog.Products;
import io.tradewind.engine.Refused;
import io.tradewind.engine.web.HomeLink;
import io.tradewind.organization.People;
import io.tradewind.organization.Person;
import io.tradewind.planning.Breakdown;
import io.tradewind.planning.Measure;
import io.tradewind.planning.Potentials;
import io.tradewind.planning.Replans;
import io.tradewind.planning.TargetNode;
import io.tradewind.planning.TargetPlan;
import io.tradewind.planning.TargetPlans;
import io.tradewind.planning.TargetScope;
import io.tradewind.planning.TargetScopes;
import io.tradewind.planning.TargetsReadIn;
import io.tradewind.planning.process.TargetChangeProcess;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
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
    private final Replans replans;
    private final TargetsReadIn readIn;
    private final TargetsView view;
    private final TargetScopes scopes;
    private final Potentials potentials;
    private final TargetChangeProcess changes;
    private final Products products;
    private final People people;

    TargetPages(
            TargetPlans plans,
            Replans replans,
            TargetsReadIn readIn,
            TargetsView view,
            TargetScopes scopes,
            Potentials potentials,
            TargetChangeProcess changes,
            Products products,
            People people) {
        this.plans = plans;
        this.replans = replans;
        this.readIn = readIn;
        this.view = view;
        this.scopes = scopes;
        this.potentials = potentials;
        this.changes = changes;
        this.products = products;
        this.people = people;
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
        return page(plan, new TargetsView.Wanted(measure, with, open), Map.of(), model);
    }

    private String page(String plan, TargetsView.Wanted wanted, Map<String, String> typed, Model model) {
        TargetScope scope = scopes.currentOrForbidden();
        List<TargetPlan> visible =
                plans.all().stream().filter(one -> plans.sees(one, scope)).toList();
        model.addAttribute("plans", visible);
        model.addAttribute("scope", scope);
        model.addAttribute("typed", typed);
        model.addAttribute(
                "refusedForm", model.getAttribute("refusedForm") == null ? "" : model.getAttribute("refusedForm"));
        model.addAttribute("names", people.all().stream().collect(Collectors.toMap(Person::userId, Person::name)));
        model.addAttribute("potentials", scope.everything() ? potentials.all() : List.of());
        Optional<TargetPlan> chosen = plan.isEmpty()
                ? visible.stream().findFirst()
                : Optional.of(visible.stream()
                        .filter(one -> one.number().equals(plan))
                        .findFirst()
                        .orElseThrow(
                                () -> new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no such plan.")));
        chosen.ifPresent(one -> view.show(one, wanted, typed, visible, scope, model));
        return "planning/targets";
    }

    @PostMapping("/targets/{number}/values")
    String values(
            @PathVariable String number,
            @RequestParam Map<String, String> form,
            Model model,
            HttpServletResponse response) {
        return acted(new Entry("values", number, form), model, response, () -> {
            Breakdown breakdown = plans.breakdown(number);
            Map<String, Map<Measure, BigDecimal>> values = new LinkedHashMap<>();
            form.forEach((field, text) -> {
                String[] parts = field.split("\\|");
                if (parts.length == 3 && parts[0].equals("v")) {
                    Measure measure = measure(parts[2]);
                    String whose =
                            breakdown.node(parts[1]).map(TargetNode::name).orElse(parts[1]);
                    values.computeIfAbsent(parts[1], key -> new EnumMap<>(Measure.class))
                            .put(measure, TargetFile.number(text, measure.title() + " of " + whose));
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

    private static Measure measure(String code) {
        return Measure.ofCode(code).orElseThrow(() -> new Refused("measure", "There is no such measure."));
    }

    @PostMapping("/targets/{number}/spread")
    String spread(
            @PathVariable String number,
            @RequestParam Map<String, String> form,
            Model model,
            HttpServletResponse response) {
        return acted(new Entry("spread", number, form), model, response, () -> {
            plans.spread(number, form.getOrDefault("node", ""), measure(form.getOrDefault("measure", "")));
            return number;
        });
    }

    @PostMapping("/targets/{number}/season")
    String season(
            @PathVariable String number,
            @RequestParam Map<String, String> form,
            Model model,
            HttpServletResponse response) {
        return acted(new Entry("season", number, form), model, response, () -> {
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
        return acted(new Entry("mix", number, form), model, response, () -> {
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
            @RequestParam Map<String, String> form,
            Model model,
            HttpServletResponse response) {
        return acted(new Entry("customer", number, form), model, response, () -> {
            plans.nameCustomer(number, form.getOrDefault("rep", ""), form.getOrDefault("customer", ""));
            return number;
        });
    }

    @PostMapping("/targets/{number}/join")
    String join(
            @PathVariable String number,
            @RequestParam Map<String, String> form,
            Model model,
            HttpServletResponse response) {
        return acted(new Entry("join", number, form), model, response, () -> {
            replans.join(number, form.getOrDefault("rep", ""));
            return number;
        });
    }

    @PostMapping("/targets/{number}/leave")
    String leave(
            @PathVariable String number,
            @RequestParam Map<String, String> form,
            Model model,
            HttpServletResponse response) {
        return acted(new Entry("leave", number, form), model, response, () -> {
            replans.leave(number, form.getOrDefault("rep", ""));
            return number;
        });
    }

    @PostMapping("/targets/{number}/ask")
    String ask(@PathVariable String number, Model model, HttpServletResponse response) {
        return acted(new Entry("ask", number, Map.of()), model, response, () -> {
            changes.ask(number);
            return number;
        });
    }

    @PostMapping("/targets/{number}/give-up")
    String giveUp(
            @PathVariable String number,
            @RequestParam Map<String, String> form,
            Model model,
            HttpServletResponse response) {
        return acted(new Entry("give-up", number, form), model, response, () -> {
            replans.giveUp(number, form.getOrDefault("reason", ""));
            return number;
        });
    }

    @PostMapping("/targets/replan")
    String replan(@RequestParam Map<String, String> form, Model model, HttpServletResponse response) {
        String plan = form.getOrDefault("plan", "");
        return acted(
                new Entry("replan", plan, form),
                model,
                response,
                () -> replans.replan(
                        plans.get(plan).year(),
                        TargetFile.number(form.getOrDefault("firstMonth", ""), "First month")
                                .intValue(),
                        form.getOrDefault("reason", "")));
    }

    @PostMapping("/targets/potential")
    String potential(@RequestParam Map<String, String> form, Model model, HttpServletResponse response) {
        return acted(new Entry("potential", "", form), model, response, () -> {
            potentials.enter(
                    form.getOrDefault("scope", ""),
                    TargetFile.number(form.getOrDefault("potential", ""), "Potential"),
                    form.getOrDefault("reason", ""));
            return "";
        });
    }

    @PostMapping("/targets/{number}/import")
    String read(
            @PathVariable String number,
            @RequestPart MultipartFile file,
            @RequestParam Map<String, String> form,
            Model model,
            HttpServletResponse response)
            throws IOException {
        byte[] content = file.getBytes();
        return acted(new Entry("import", number, form), model, response, () -> {
            readIn.readIn(number, TargetFile.read(content), form.get("reason"));
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
                        plan,
                        breakdown,
                        breakdown.nodes().stream()
                                .filter(node -> scope.covers(breakdown, node.key()))
                                .toList(),
                        TargetsView.measures(scope),
                        plans.months(number),
                        products.all().stream().map(Product::code).toList()));
    }

    /**
     * What somebody entered.
     *
     * @param form which of the page's forms it was
     * @param plan its number; empty for none
     */
    private record Entry(String form, String plan, Map<String, String> fields) {}

    /** Does it and shows the plan again, or says why not and leaves what was typed where it was. */
    private String acted(Entry entry, Model model, HttpServletResponse response, Supplier<String> act) {
        TargetScope scope = scopes.currentOrForbidden();
        if (!entry.plan().isEmpty()
                && plans.all().stream().noneMatch(one -> one.number().equals(entry.plan()) && plans.sees(one, scope))) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no such plan.");
        }
        try {
            String shown = act.get();
            return "redirect:/targets" + (shown.isEmpty() ? "" : "?plan=" + shown);
        } catch (Refused refused) {
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            model.addAttribute("problem", refused.getMessage());
            model.addAttribute("refusedForm", entry.form());
            // of a plan that somebody else changed meanwhile the numbers of now are shown: what was typed may undo
            // theirs
            boolean keep = !"revision".equals(refused.field());
            return page(entry.plan(), new TargetsView.Wanted("", "", ""), keep ? entry.fields() : Map.of(), model);
        }
    }
}
