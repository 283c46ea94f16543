package io.tradewind.engine.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tradewind.engine.Acting;
import io.tradewind.engine.Refused;
import io.tradewind.engine.examination.Comparison;
import io.tradewind.engine.migration.Migrations;
import io.tradewind.engine.versions.Versions;
import io.tradewind.engine.versions.Versions.History;
import io.tradewind.engine.versions.Versions.Kind;
import io.tradewind.engine.versions.Versions.Part;
import io.tradewind.engine.versions.Versions.Standing;
import io.tradewind.engine.versions.Versions.Step;
import io.tradewind.engine.versions.Versions.Version;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** What the processes and tables are, version by version, for those who own them and those who answer for them. */
@Controller
@RequestMapping("/processes")
class ProcessPages {

    private static final String OWNER = "process-owner";
    private static final Set<String> READERS = Set.of(OWNER, "auditor", "sales-director", "general-manager");

    private static final int SHOWN_VERSIONS = 50;
    private static final int SHOWN_CASES = 200;
    private static final int SHOWN_MOVES = 20;

    private final Versions versions;
    private final Migrations migrations;
    private final PersonNames people;
    private final Acting acting;
    private final ObjectMapper json = new ObjectMapper();

    ProcessPages(Versions versions, Migrations migrations, PersonNames people, Acting acting) {
        this.versions = versions;
        this.migrations = migrations;
        this.people = people;
        this.acting = acting;
    }

    @Bean
    static HomeLink processesLink() {
        return new HomeLink(
                61,
                "Processes and their versions",
                "Every process and table with what is live, who changed it and why, what runs on it, and the way back.",
                "/processes",
                READERS);
    }

    @GetMapping
    String list(Model model) {
        check();
        List<Versions.Listed> all = versions.all();
        model.addAttribute(
                "processes",
                all.stream().filter(one -> one.kind() == Kind.PROCESS).toList());
        model.addAttribute(
                "tables",
                all.stream().filter(one -> one.kind() == Kind.DECISION).toList());
        model.addAttribute("names", names(all.stream().map(Versions.Listed::latest)));
        model.addAttribute("kept", versions.kept());
        return "processes/list";
    }

    @GetMapping("/{id}")
    String process(
            @PathVariable("id") String id,
            @RequestParam(name = "version", required = false) @Nullable Integer number,
            @RequestParam(name = "all", defaultValue = "false") boolean all,
            Model model) {
        return one(Kind.PROCESS, id, number, all, model);
    }

    @GetMapping("/tables/{id}")
    String table(
            @PathVariable("id") String id,
            @RequestParam(name = "version", required = false) @Nullable Integer number,
            @RequestParam(name = "all", defaultValue = "false") boolean all,
            Model model) {
        return one(Kind.DECISION, id, number, all, model);
    }

    private String one(Kind kind, String id, @Nullable Integer number, boolean all, Model model) {
        check();
        History history = history(kind, id);
        Version version = number == null ? history.latest() : version(history, number);
        boolean owner = acting.inGroup(OWNER);
        List<Version> shown = history.versions().stream()
                .limit(all ? Long.MAX_VALUE : SHOWN_VERSIONS)
                .toList();
        model.addAttribute("history", history);
        model.addAttribute("version", version);
        model.addAttribute("shown", shown);
        model.addAttribute("path", path(kind, id));
        model.addAttribute("names", names(history.versions().stream()));
        model.addAttribute("owner", owner);
        model.addAttribute(
                "kept",
                versions.kept().stream()
                        .filter(one -> one.kind() == kind && one.id().equals(id))
                        .toList());
        model.addAttribute("before", history.version(version.number() - 1).orElse(null));
        model.addAttribute("wayBack", owner ? versions.wayBack(history, version) : Map.of());
        if (kind == Kind.DECISION) {
            model.addAttribute("tables", versions.tables(version));
            return "processes/table";
        }
        List<Step> steps = versions.steps(history, version);
        model.addAttribute("steps", steps);
        model.addAttribute("mayList", versions.mayList(id));
        List<Migrations.Migration> moves = migrations.of(id, SHOWN_MOVES);
        model.addAttribute("moves", moves);
        model.addAttribute(
                "movers",
                moves.stream()
                        .map(Migrations.Migration::by)
                        .distinct()
                        .collect(Collectors.toMap(by -> by, people::of)));
        model.addAttribute(
                "counts",
                json(steps.stream()
                        .filter(step -> step.running() > 0)
                        .collect(Collectors.toMap(Step::id, Step::running))));
        return "processes/process";
    }

    @GetMapping("/{id}/compare")
    String compareProcess(
            @PathVariable("id") String id, @RequestParam("from") int from, @RequestParam("to") int to, Model model) {
        return compare(Kind.PROCESS, id, from, to, model);
    }

    @GetMapping("/tables/{id}/compare")
    String compareTable(
            @PathVariable("id") String id, @RequestParam("from") int from, @RequestParam("to") int to, Model model) {
        return compare(Kind.DECISION, id, from, to, model);
    }

    private String compare(Kind kind, String id, int from, int to, Model model) {
        check();
        History history = history(kind, id);
        Version before = version(history, from);
        Version after = version(history, to);
        List<Part> parts = versions.compare(kind, before, after);
        model.addAttribute("history", history);
        model.addAttribute("from", before);
        model.addAttribute("to", after);
        model.addAttribute("path", path(kind, id));
        model.addAttribute("parts", parts);
        model.addAttribute("names", names(Stream.of(before, after)));
        Map<String, String> marks = new LinkedHashMap<>();
        parts.get(0).differences().stream()
                .map(Comparison.Difference::change)
                .filter(change -> !change.element().isEmpty())
                .forEach(change ->
                        marks.put(change.element(), change.kind().name().toLowerCase(Locale.ROOT)));
        model.addAttribute("marks", json(marks));
        return "processes/compare";
    }

    /** The drawing, for the browser to draw. */
    @GetMapping("/{id}/diagram")
    ResponseEntity<byte[]> diagram(@PathVariable("id") String id, @RequestParam("version") int number) {
        check();
        Version version = version(history(Kind.PROCESS, id), number);
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_XML)
                .cacheControl(CacheControl.noStore())
                .body(versions.content(version));
    }

    @GetMapping("/{id}/steps/{step}")
    String standing(
            @PathVariable("id") String id,
            @PathVariable("step") String stepId,
            @RequestParam("version") int number,
            @RequestParam(name = "page", defaultValue = "0") int page,
            Model model) {
        check();
        if (!versions.mayList(id)) {
            throw new AccessDeniedException("Who may look into running instances sees which they are.");
        }
        History history = history(Kind.PROCESS, id);
        Version version = version(history, number);
        Step step = versions.steps(history, version).stream()
                .filter(one -> one.id().equals(stepId))
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        if (page < 0 || page > 100_000) {
            throw new Refused("page", "The page is a number from 0 on.");
        }
        List<Standing> standing = versions.standing(version, stepId, SHOWN_CASES, page * SHOWN_CASES);
        model.addAttribute("history", history);
        model.addAttribute("version", version);
        model.addAttribute("step", step);
        model.addAttribute("standing", standing);
        model.addAttribute("page", page);
        model.addAttribute("more", step.running() > (page + 1L) * SHOWN_CASES);
        return "processes/standing";
    }

    @PostMapping("/{id}/back")
    String processBack(
            @PathVariable("id") String id,
            @RequestParam("version") int number,
            @RequestParam(name = "reason", defaultValue = "") String reason,
            Model model,
            HttpServletResponse response) {
        return back(Kind.PROCESS, id, number, reason, model, response);
    }

    @PostMapping("/tables/{id}/back")
    String tableBack(
            @PathVariable("id") String id,
            @RequestParam("version") int number,
            @RequestParam(name = "reason", defaultValue = "") String reason,
            Model model,
            HttpServletResponse response) {
        return back(Kind.DECISION, id, number, reason, model, response);
    }

    private String back(Kind kind, String id, int number, String reason, Model model, HttpServletResponse response) {
        if (!acting.inGroup(OWNER)) {
            throw new AccessDeniedException("Process owners change the processes.");
        }
        history(kind, id);
        try {
            versions.goBack(kind, id, number, reason);
        } catch (Refused refused) {
            int shown = history(kind, id).version(number).isPresent()
                    ? number
                    : history(kind, id).latest().number();
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            model.addAttribute("problem", refused.getMessage());
            model.addAttribute("reason", reason);
            return one(kind, id, shown, false, model);
        }
        return "redirect:" + path(kind, id);
    }

    private void check() {
        if (READERS.stream().noneMatch(acting::inGroup)) {
            throw new AccessDeniedException("Process owners, auditors and directors see the versions.");
        }
    }

    private History history(Kind kind, String id) {
        return versions.history(kind, id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private static Version version(History history, int number) {
        return history.version(number).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private static String path(Kind kind, String id) {
        return "/processes/" + (kind == Kind.PROCESS ? "" : "tables/") + id;
    }

    private Map<String, String> names(Stream<Version> shown) {
        Map<String, String> names = new HashMap<>();
        shown.map(Version::record)
                .filter(Objects::nonNull)
                .forEach(record -> names.computeIfAbsent(record.by(), people::of));
        return names;
    }

    private String json(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
