package io.tradewind.engine.web;

import io.tradewind.engine.Acting;
import io.tradewind.engine.Refused;
import io.tradewind.engine.migration.Migrations;
import io.tradewind.engine.migration.Migrations.Migration;
import io.tradewind.engine.migration.Migrations.Proposal;
import io.tradewind.engine.migration.Migrations.Wanted;
import io.tradewind.engine.versions.Versions;
import io.tradewind.engine.versions.Versions.History;
import io.tradewind.engine.versions.Versions.Kind;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** Moving running instances to another version: plan, try, do, and look afterwards. */
@Controller
@RequestMapping("/processes/{id}")
class MigrationPages {

    private static final String OWNER = "process-owner";
    private static final Set<String> READERS = Set.of(OWNER, "auditor", "sales-director", "general-manager");
    private static final String STEP = "step-";
    private static final int SHOWN = 200;

    private final Migrations migrations;
    private final Versions versions;
    private final PersonNames people;
    private final Acting acting;

    MigrationPages(Migrations migrations, Versions versions, PersonNames people, Acting acting) {
        this.migrations = migrations;
        this.versions = versions;
        this.people = people;
        this.acting = acting;
    }

    @GetMapping("/move")
    String plan(
            @PathVariable("id") String id,
            @RequestParam("from") int from,
            @RequestParam("to") int to,
            @RequestParam(name = "only", defaultValue = "") String only,
            Model model,
            HttpServletResponse response) {
        owner();
        return show(new Wanted(id, from, to, Map.of(), documents(only)), only, null, model, response);
    }

    @PostMapping("/move/try")
    String tryOut(
            @PathVariable("id") String id,
            @RequestParam("from") int from,
            @RequestParam("to") int to,
            @RequestParam(name = "only", defaultValue = "") String only,
            @RequestParam Map<String, String> fields,
            Model model,
            HttpServletResponse response) {
        owner();
        Wanted wanted = new Wanted(id, from, to, steps(fields), documents(only));
        try {
            model.addAttribute("trials", migrations.tryOut(wanted));
        } catch (Refused refused) {
            return show(wanted, only, refused, model, response);
        }
        return show(wanted, only, null, model, response);
    }

    @PostMapping("/move")
    String move(
            @PathVariable("id") String id,
            @RequestParam("from") int from,
            @RequestParam("to") int to,
            @RequestParam(name = "only", defaultValue = "") String only,
            @RequestParam(name = "why", defaultValue = "") String why,
            @RequestParam Map<String, String> fields,
            Model model,
            HttpServletResponse response) {
        owner();
        Wanted wanted = new Wanted(id, from, to, steps(fields), documents(only));
        try {
            return "redirect:/processes/" + id + "/moves/" + migrations.start(wanted, why);
        } catch (Refused refused) {
            model.addAttribute("why", why);
            if ("why".equals(refused.field())) {
                model.addAttribute("trials", migrations.tryOut(wanted));
            }
            return show(wanted, only, refused, model, response);
        }
    }

    /** With what was refused above it, if anything was; without choices if they were what was refused. */
    private String show(
            Wanted wanted, String only, @Nullable Refused refused, Model model, HttpServletResponse response) {
        History history = history(wanted.processId());
        model.addAttribute("history", history);
        model.addAttribute("from", wanted.from());
        model.addAttribute("to", wanted.to());
        model.addAttribute("only", only);
        model.addAttribute("mostTried", Migrations.MOST_TRIED);
        Refused wrong = refused;
        try {
            Wanted shown = refused != null && "steps".equals(refused.field()) ? with(wanted, Map.of()) : wanted;
            Proposal proposal = migrations.propose(shown);
            model.addAttribute("proposal", proposal);
        } catch (Refused nothing) {
            wrong = refused == null ? nothing : refused;
        }
        if (wrong != null) {
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            model.addAttribute("problem", wrong.getMessage());
        }
        return "processes/move";
    }

    private static Wanted with(Wanted wanted, Map<String, String> steps) {
        return new Wanted(wanted.processId(), wanted.from(), wanted.to(), steps, wanted.only());
    }

    @GetMapping("/moves/{number}")
    String moved(
            @PathVariable("id") String id,
            @PathVariable("number") long number,
            @RequestParam(name = "page", defaultValue = "0") int page,
            Model model) {
        return moved(id, number, page, null, model);
    }

    private String moved(String id, long number, int page, @Nullable String problem, Model model) {
        if (READERS.stream().noneMatch(acting::inGroup)) {
            throw new AccessDeniedException("Process owners, auditors and directors see what was moved.");
        }
        if (page < 0 || page > 100_000) {
            throw new Refused("page", "The page is a number from 0 on.");
        }
        History history = history(id);
        Migration migration = migration(id, number);
        boolean mayList = versions.mayList(id);
        model.addAttribute("history", history);
        model.addAttribute("migration", migration);
        model.addAttribute("by", people.of(migration.by()));
        model.addAttribute("owner", acting.inGroup(OWNER));
        model.addAttribute("mayList", mayList);
        model.addAttribute("results", mayList ? migrations.results(number, SHOWN, page * SHOWN) : java.util.List.of());
        model.addAttribute("page", page);
        model.addAttribute("more", migration.total() - migration.waiting() > (page + 1L) * SHOWN);
        model.addAttribute("problem", problem);
        return "processes/moved";
    }

    @PostMapping("/moves/{number}/again")
    String again(
            @PathVariable("id") String id,
            @PathVariable("number") long number,
            @RequestParam(name = "why", defaultValue = "") String why,
            Model model,
            HttpServletResponse response) {
        owner();
        migration(id, number);
        try {
            return "redirect:/processes/" + id + "/moves/" + migrations.again(number, why);
        } catch (Refused refused) {
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            return moved(id, number, 0, refused.getMessage(), model);
        }
    }

    private void owner() {
        if (!acting.inGroup(OWNER)) {
            throw new AccessDeniedException("Process owners move running instances.");
        }
    }

    private History history(String id) {
        return versions.history(Kind.PROCESS, id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private Migration migration(String id, long number) {
        return migrations
                .migration(number)
                .filter(migration -> migration.processId().equals(id))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private static Map<String, String> steps(Map<String, String> fields) {
        Map<String, String> steps = new LinkedHashMap<>();
        fields.forEach((name, value) -> {
            if (name.startsWith(STEP) && !value.isBlank()) {
                steps.put(name.substring(STEP.length()), value.strip());
            }
        });
        return steps;
    }

    /** Documents in a field of a form, between commas or white space. */
    private static Set<String> documents(String only) {
        return Arrays.stream(only.strip().split("[\\s,;]+"))
                .filter(document -> !document.isEmpty())
                .collect(Collectors.toSet());
    }
}
