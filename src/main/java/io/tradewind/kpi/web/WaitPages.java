package io.tradewind.kpi.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tradewind.calendar.WorkingTime;
import io.tradewind.engine.Acting;
import io.tradewind.engine.Refused;
import io.tradewind.engine.path.Passages;
import io.tradewind.engine.path.Passages.Asked;
import io.tradewind.engine.versions.Versions;
import io.tradewind.engine.versions.Versions.History;
import io.tradewind.engine.versions.Versions.Kind;
import io.tradewind.engine.versions.Versions.Version;
import io.tradewind.engine.web.HomeLink;
import io.tradewind.kpi.Choices;
import io.tradewind.kpi.Dimension;
import io.tradewind.kpi.FigureMatrix;
import io.tradewind.kpi.Sight;
import io.tradewind.organization.People;
import io.tradewind.organization.Person;
import io.tradewind.organization.Regions;
import io.tradewind.organization.Roles;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** Where cases wait, planned against real, and which ways they take: drawn on the process and told beneath. */
@Controller
class WaitPages {

    private static final Set<String> EVERYTHING =
            Set.of(Roles.PROCESS_OWNER, Roles.AUDITOR, Roles.SALES_DIRECTOR, Roles.GENERAL_MANAGER);

    private static final int DAYS = 90;
    private static final int LONGEST = 20;
    private static final LocalDate EARLIEST = LocalDate.of(2000, 1, 1);
    private static final LocalDate LATEST = LocalDate.of(2200, 1, 1);

    private final Passages passages;
    private final Versions versions;
    private final Acting acting;
    private final People people;
    private final Choices choices;
    private final WorkingTime workingTime;
    private final ZoneId zone;
    private final ObjectMapper json = new ObjectMapper();

    WaitPages(
            Passages passages,
            Versions versions,
            Acting acting,
            People people,
            Choices choices,
            WorkingTime workingTime,
            Regions regions) {
        this.passages = passages;
        this.versions = versions;
        this.acting = acting;
        this.people = people;
        this.choices = choices;
        this.workingTime = workingTime;
        this.zone = regions.zoneOf(null);
    }

    @Bean
    static HomeLink waitsLink() {
        return new HomeLink(
                62,
                "Where deals wait",
                "How long each step of each process takes, what is late, which ways are taken, and who stands longest.",
                "/waits",
                Set.of(
                        Roles.PROCESS_OWNER,
                        Roles.AUDITOR,
                        Roles.SALES_DIRECTOR,
                        Roles.GENERAL_MANAGER,
                        Roles.SALES_MANAGER));
    }

    /** What is asked for in the address; every part may be left out. */
    record Filter(
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable String version,
            @Nullable String region,
            @Nullable String team,
            @Nullable String rep,
            @Nullable String time,
            @Nullable String by,
            @Nullable String step) {}

    /** All processes, those first in which something is late now. */
    @GetMapping("/waits")
    String list(Model model) {
        Sight sight = sight();
        List<String> reps = reps(sight, null, null, null);
        LocalDate today = workingTime.today();
        Asked frame = asked(List.of(), today.minusDays(DAYS), today, reps, true);
        model.addAttribute("processes", new WaitList(passages, versions).of(frame));
        model.addAttribute("days", DAYS);
        model.addAttribute("whose", whose(sight));
        return "kpi/waits-list";
    }

    @GetMapping("/processes/{id}/waits")
    String show(@PathVariable("id") String id, Filter filter, Model model) {
        Sight sight = sight();
        History history = history(id);
        WaitView view = view(history, filter, sight);
        model.addAttribute("history", history);
        model.addAttribute("view", view);
        model.addAttribute("notes", json(view.notes()));
        model.addAttribute("filter", filter);
        model.addAttribute("whose", whose(sight));
        model.addAttribute("regions", sight.dimension() == null ? choices.of(Dimension.REGION, sight) : List.of());
        model.addAttribute("teams", sight.dimension() == null ? choices.of(Dimension.TEAM, sight) : List.of());
        model.addAttribute("reps", choices.of(Dimension.REP, sight));
        model.addAttribute("mayList", versions.mayList(id));
        model.addAttribute(
                "owner",
                acting.inGroup(Roles.PROCESS_OWNER) || EVERYTHING.stream().anyMatch(acting::inGroup));
        return "kpi/waits";
    }

    /** One of the page's tables as a file. */
    @GetMapping("/processes/{id}/waits/{table}.csv")
    ResponseEntity<byte[]> csv(@PathVariable("id") String id, @PathVariable("table") String table, Filter filter) {
        Sight sight = sight();
        return view(history(id), filter, sight).tables().stream()
                .filter(panel -> panel.id().equals(table))
                .findFirst()
                .map(WaitView.Table::download)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    /** The drawing, for the browser to draw; managers have no other way to it. */
    @GetMapping("/processes/{id}/waits/diagram")
    ResponseEntity<byte[]> diagram(@PathVariable("id") String id, @RequestParam("version") int number) {
        sight();
        Version version =
                history(id).version(number).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_XML)
                .cacheControl(CacheControl.noStore())
                .body(versions.content(version));
    }

    private WaitView view(History history, Filter filter, Sight sight) {
        LocalDate to = filter.to() == null ? workingTime.today() : day("to", filter.to());
        LocalDate from = filter.from() == null ? to.minusDays(DAYS) : day("from", filter.from());
        if (from.isAfter(to)) {
            throw new Refused("from", "The period ends before it begins. Change one of the two days.");
        }
        Version drawn = drawn(history, filter.version());
        boolean all = drawn == null;
        List<String> definitions = (all ? history.versions() : List.of(drawn))
                .stream().map(Version::definitionId).toList();
        boolean worked = !"clock".equals(chosen("time", filter.time(), Set.of("working", "clock")));
        Dimension by = Dimension.ofCode(Objects.requireNonNullElse(
                        chosen("by", filter.by(), Set.of("region", "team", "rep")),
                        sight.dimension() == null ? "team" : "rep"))
                .orElseThrow();
        Asked asked = asked(definitions, from, to, reps(sight, filter.region(), filter.team(), filter.rep()), worked);
        return new WaitView(
                passages,
                versions,
                history,
                all ? history.latest() : drawn,
                all,
                asked,
                from,
                to,
                by,
                groups(by, sight),
                names(),
                filter.step() == null ? "" : filter.step(),
                zone);
    }

    private static @Nullable Version drawn(History history, @Nullable String number) {
        if (number == null || number.isBlank()) {
            return null;
        }
        return Optional.of(number)
                .filter(text -> text.matches("\\d{1,9}"))
                .flatMap(text -> history.version(Integer.parseInt(text)))
                .orElseThrow(() -> new Refused(
                        "version", "There is no version " + number + " of this process. Choose one of the list."));
    }

    private static LocalDate day(String field, LocalDate day) {
        if (day.isBefore(EARLIEST) || day.isAfter(LATEST)) {
            throw new Refused(field, "The day must lie between " + EARLIEST + " and " + LATEST + ".");
        }
        return day;
    }

    private static @Nullable String chosen(String field, @Nullable String value, Set<String> offered) {
        if (value == null || value.isBlank()) {
            return null;
        }
        if (!offered.contains(value)) {
            throw new Refused(field, "Choose one of: " + String.join(", ", new java.util.TreeSet<>(offered)) + ".");
        }
        return value;
    }

    private Asked asked(
            List<String> definitions, LocalDate from, LocalDate to, @Nullable List<String> reps, boolean worked) {
        Instant begin = from.atStartOfDay(zone).toInstant();
        return new Asked(definitions, begin, to.plusDays(1).atStartOfDay(zone).toInstant(), reps, worked);
    }

    private Sight sight() {
        if (EVERYTHING.stream().anyMatch(acting::inGroup)) {
            return new Sight(null, null, false);
        }
        if (acting.inGroup(Roles.SALES_MANAGER)) {
            String team = acting.user().flatMap(people::find).map(Person::team).orElse(null);
            if (team != null) {
                return new Sight(Dimension.TEAM, team, false);
            }
        }
        throw new AccessDeniedException("Where deals wait is for process owners, auditors and those who lead.");
    }

    private @Nullable List<String> reps(
            Sight sight, @Nullable String region, @Nullable String team, @Nullable String rep) {
        known(Dimension.REGION, region, sight);
        known(Dimension.TEAM, team, sight);
        known(Dimension.REP, rep, sight);
        if (sight.dimension() == null && !given(region) && !given(team) && !given(rep)) {
            return null;
        }
        return people.all().stream()
                .filter(sight::covers)
                .filter(person -> !given(region) || Objects.equals(region, person.region()))
                .filter(person -> !given(team) || Objects.equals(team, person.team()))
                .filter(person -> !given(rep) || Objects.equals(rep, person.userId()))
                .map(Person::userId)
                .toList();
    }

    private static boolean given(@Nullable String choice) {
        return choice != null && !choice.isBlank();
    }

    private void known(Dimension dimension, @Nullable String key, Sight sight) {
        if (given(key)
                && choices.of(dimension, sight).stream()
                        .noneMatch(part -> part.key().equals(key))) {
            throw new Refused(
                    dimension.code(), "There is no such " + dimension.code() + " among yours. Choose one of the list.");
        }
    }

    /** The part each rep belongs to, by name. */
    private Map<String, String> groups(Dimension by, Sight sight) {
        Map<String, String> titles = choices.of(by, sight).stream()
                .collect(Collectors.toMap(FigureMatrix.Part::key, FigureMatrix.Part::name));
        Function<Person, @Nullable String> key =
                switch (by) {
                    case REGION -> Person::region;
                    case TEAM -> Person::team;
                    default -> Person::userId;
                };
        Map<String, String> groups = new LinkedHashMap<>();
        people.all().stream().filter(sight::covers).forEach(person -> {
            String group = key.apply(person);
            if (group != null) {
                groups.put(person.userId(), titles.getOrDefault(group, by == Dimension.REP ? person.name() : group));
            }
        });
        return groups;
    }

    private Map<String, String> names() {
        return people.all().stream().collect(Collectors.toMap(Person::userId, Person::name));
    }

    private String whose(Sight sight) {
        return sight.key() == null ? "" : choices.name(Dimension.TEAM, sight.key());
    }

    private History history(String id) {
        return versions.history(Kind.PROCESS, id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private String json(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
