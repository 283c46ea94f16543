package io.tradewind.kpi.web;

import io.tradewind.engine.Refused;
import io.tradewind.kpi.Figures;
import io.tradewind.kpi.PerformanceReview;
import io.tradewind.kpi.PerformanceReviews;
import io.tradewind.kpi.Period;
import io.tradewind.kpi.Scorecard;
import io.tradewind.kpi.ScorecardSight;
import io.tradewind.kpi.ScorecardWords;
import io.tradewind.kpi.Scorecards;
import io.tradewind.kpi.Sight;
import io.tradewind.kpi.Sights;
import io.tradewind.organization.People;
import io.tradewind.organization.Person;
import jakarta.servlet.http.HttpServletResponse;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
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
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** The scorecards of a month, and one person's with its formula, its facts and its review. */
@Controller
@RequestMapping("/scorecards")
class ScorecardPages {

    private static final Map<String, String> ENDED = Map.of(
            "agreed", "agreed by both",
            "no-answer", "closed without an answer in time",
            "not-agreed", "closed without agreement",
            "rep-left", "closed because the person left",
            "no-review", "closed without a talk");

    private static final Map<String, String> OUTCOMES =
            Map.of("improvement", "improvement plan", "recognition", "recognition", "nothing", "nothing special");

    private static final Map<String, String> SAID = Map.ofEntries(
            Map.entry("no-score", "Reviewed although there is no score"),
            Map.entry("comment", "Comment"),
            Map.entry("silence", "No comment"),
            Map.entry("mark", "Mark"),
            Map.entry("talk", "Talk"),
            Map.entry("outcome", "What follows"),
            Map.entry("agreed", "Agreed"),
            Map.entry("disagreed", "Not agreed"),
            Map.entry("no-answer", "No answer"),
            Map.entry("left", "Has left"),
            Map.entry("closed", "Closed without a talk"),
            Map.entry("follow-up", "Follow-up"));

    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");

    private final Scorecards scorecards;
    private final PerformanceReviews reviews;
    private final ScorecardSight sight;
    private final Sights sights;
    private final Figures figures;
    private final People people;
    private final io.tradewind.calendar.WorkingTime workingTime;
    private final ZoneId zone;

    ScorecardPages(
            Scorecards scorecards,
            PerformanceReviews reviews,
            ScorecardSight sight,
            Sights sights,
            Figures figures,
            People people,
            io.tradewind.calendar.WorkingTime workingTime,
            @Value("${tradewind.company.time-zone}") ZoneId zone) {
        this.scorecards = scorecards;
        this.reviews = reviews;
        this.sight = sight;
        this.sights = sights;
        this.figures = figures;
        this.people = people;
        this.workingTime = workingTime;
        this.zone = zone;
    }

    /** One person's month in the list. */
    record Row(Person person, String team, Scorecard card, PerformanceReview.@Nullable Record review, String state) {

        /** Null where the component is not in this person's card or could not be measured. */
        public Scorecard.@Nullable Component component(String figure) {
            return card.components().stream()
                    .filter(component -> component.figure().equals(figure))
                    .findFirst()
                    .orElse(null);
        }
    }

    /** A component then and now. */
    record Line(Scorecard.Component shown, Scorecard.@Nullable Component today, @Nullable String facts) {

        public boolean differs() {
            return today == null ? shown.value() != null : !same(shown.value(), today.value());
        }

        private static boolean same(@Nullable BigDecimal one, @Nullable BigDecimal other) {
            return one == null || other == null ? one == other : one.compareTo(other) == 0;
        }
    }

    /** What was said, in words. */
    record Said(String what, String words, String by, String at) {}

    @GetMapping
    String list(
            @RequestParam(defaultValue = "") String month,
            @RequestParam(defaultValue = "") String team,
            Model model,
            HttpServletResponse response) {
        sight.mustBeReader();
        YearMonth period = monthOr(month, model, response);
        List<Person> visible = sight.visible();
        List<Row> rows = rows(visible, period, team, model);
        model.addAttribute("month", period);
        model.addAttribute("monthName", ScorecardWords.month(period));
        model.addAttribute("before", period.minusMonths(1));
        model.addAttribute("after", period.plusMonths(1).isBefore(thisMonth()) ? period.plusMonths(1) : null);
        model.addAttribute("latest", latest());
        model.addAttribute("team", team);
        model.addAttribute(
                "teams",
                visible.stream()
                        .filter(person -> person.team() != null)
                        .collect(Collectors.toMap(
                                person -> Objects.requireNonNull(person.team()),
                                this::team,
                                (one, other) -> one,
                                java.util.TreeMap::new)));
        model.addAttribute("rows", rows);
        model.addAttribute(
                "severalTeams", rows.stream().map(Row::team).distinct().count() > 1);
        model.addAttribute("figures", titles(rows));
        model.addAttribute("words", new Words());
        return "kpi/scorecards";
    }

    @GetMapping("/export.csv")
    ResponseEntity<byte[]> export(
            @RequestParam(defaultValue = "") String month, @RequestParam(defaultValue = "") String team) {
        sight.mustBeReader();
        YearMonth period = month(month);
        List<Row> rows = rows(sight.visible(), period, team, null);
        Map<String, String> titles = titles(rows);
        List<String> header = new ArrayList<>(List.of("Month", "Name", "Team", "Score", "State"));
        titles.values().forEach(title -> header.addAll(List.of(title, title + ": weight", title + ": points")));
        List<List<Panel.Cell>> cells = rows.stream()
                .map(row -> {
                    List<Panel.Cell> line = new ArrayList<>(List.of(
                            Panel.Cell.text(period.toString()),
                            Panel.Cell.text(row.person().name()),
                            Panel.Cell.text(row.team()),
                            number(row.card().score()),
                            Panel.Cell.text(row.state())));
                    for (String figure : titles.keySet()) {
                        Scorecard.Component component = row.component(figure);
                        line.add(number(component == null ? null : component.value()));
                        line.add(number(component == null ? null : component.countedWeight()));
                        line.add(number(component == null ? null : component.points()));
                    }
                    return line;
                })
                .toList();
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("scorecards-" + period + ".csv")
                                .build()
                                .toString())
                .body(SpreadsheetFile.of(new Panel("scorecards", "Scorecards", "", null, header, cells)));
    }

    @GetMapping("/{rep}")
    String detail(
            @PathVariable String rep,
            @RequestParam(defaultValue = "") String month,
            Model model,
            HttpServletResponse response) {
        Person person = visible(rep);
        YearMonth period = monthOr(month, model, response);
        PerformanceReview.Record record = reviews.find(rep, period).orElse(null);
        Scorecard kept = record == null ? null : record.card();
        Scorecard today = null;
        try {
            // what was kept is held against the facts of today, never against weights that came later
            today = kept == null ? scorecards.of(person, period) : scorecards.again(person, period, kept);
        } catch (Refused refused) {
            model.addAttribute(
                    "refusal",
                    record == null
                            ? refused.getMessage()
                            : "The review " + record.review().number() + " is open and waits for the table: "
                                    + refused.getMessage() + " It goes on once the table is mended.");
        }
        Scorecard shown = kept == null ? today : kept;
        model.addAttribute("person", person);
        model.addAttribute("teamName", team(person));
        model.addAttribute("month", period);
        model.addAttribute("monthName", ScorecardWords.month(period));
        model.addAttribute("before", period.minusMonths(1));
        model.addAttribute("after", period.plusMonths(1).isBefore(thisMonth()) ? period.plusMonths(1) : null);
        model.addAttribute("card", shown);
        model.addAttribute(
                "computedAt",
                shown == null ? "" : MOMENT.format(shown.computedAt().atZone(zone)));
        model.addAttribute("today", kept == null ? null : today);
        model.addAttribute("lines", lines(shown, kept == null ? null : today, person, period));
        model.addAttribute("record", record);
        model.addAttribute("earlier", record == null ? List.of() : earlier(record.earlier()));
        model.addAttribute("state", state(record));
        model.addAttribute("said", record == null ? List.of() : said(record.entries()));
        model.addAttribute(
                "mayStart",
                record == null && sight.mayStart(person) && period.isBefore(thisMonth()) && person.active());
        model.addAttribute(
                "reviewerName", record == null ? null : name(record.review().reviewer()));
        model.addAttribute("words", new Words());
        return "kpi/scorecard";
    }

    @PostMapping("/{rep}/review")
    String start(
            @PathVariable String rep,
            @RequestParam(defaultValue = "") String month,
            Model model,
            HttpServletResponse response) {
        Person person = visible(rep);
        if (!sight.mayStart(person)) {
            throw new org.springframework.security.access.AccessDeniedException(
                    "A review is started by a superior, never by oneself.");
        }
        try {
            reviews.open(rep, month(month));
            return "redirect:/scorecards/" + rep + "?month=" + month(month);
        } catch (Refused refused) {
            String page = detail(rep, month, model, response);
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            model.addAttribute("refusal", refused.getMessage());
            return page;
        }
    }

    /** For the templates, which may not call static methods. */
    static final class Words {

        public String value(String unit, @Nullable BigDecimal value) {
            return ScorecardWords.value(unit, value);
        }

        public String percent(@Nullable BigDecimal fraction) {
            return ScorecardWords.percent(fraction);
        }

        public String number(@Nullable BigDecimal number) {
            return ScorecardWords.number(number);
        }
    }

    private List<Row> rows(List<Person> visible, YearMonth period, String team, @Nullable Model model) {
        List<Person> chosen = visible.stream()
                .filter(person -> team.isBlank() || team.equals(person.team()))
                .toList();
        Map<String, PerformanceReview.Record> records =
                reviews.of(chosen.stream().map(Person::userId).toList(), period);
        List<Person> unkept = chosen.stream()
                .filter(person -> Optional.ofNullable(records.get(person.userId()))
                        .map(PerformanceReview.Record::card)
                        .isEmpty())
                .toList();
        Scorecards.Many many = scorecards.of(unkept, period);
        if (!many.wrong().isEmpty()) {
            String wrong = String.join(" ", many.wrong());
            if (model == null) {
                throw new Refused(wrong);
            }
            model.addAttribute("refusal", wrong);
        }
        Map<String, Scorecard> now = many.cards();
        List<Row> rows = new ArrayList<>();
        for (Person person : chosen) {
            PerformanceReview.Record record = records.get(person.userId());
            Scorecard kept = record == null ? null : record.card();
            Scorecard card = kept == null ? now.get(person.userId()) : kept;
            // who has left is shown for the months they still have something in
            if (card != null && (person.active() || record != null || card.score() != null)) {
                rows.add(new Row(person, team(person), card, record, state(record)));
            }
        }
        rows.sort(Comparator.comparing((Row row) -> row.card().score(), Comparator.nullsLast(Comparator.reverseOrder()))
                .thenComparing(row -> row.person().name()));
        return rows;
    }

    /** Every component of any of the cards, in the order of the first that has it. */
    private static Map<String, String> titles(List<Row> rows) {
        Set<String> figures = new LinkedHashSet<>();
        Map<String, String> titles = new java.util.LinkedHashMap<>();
        for (Row row : rows) {
            for (Scorecard.Component component : row.card().components()) {
                if (figures.add(component.figure())) {
                    titles.put(component.figure(), component.title());
                }
            }
        }
        return titles;
    }

    private List<Line> lines(@Nullable Scorecard shown, @Nullable Scorecard today, Person person, YearMonth period) {
        if (shown == null) {
            return List.of();
        }
        boolean seesFacts = sights.current().isPresent();
        BoardAddress address = new BoardAddress(Scorecards.selection(person, period));
        return shown.components().stream()
                .map(component -> new Line(
                        component,
                        today == null
                                ? null
                                : today.components().stream()
                                        .filter(now -> now.figure().equals(component.figure()))
                                        .findFirst()
                                        .orElse(null),
                        seesFacts && component.value() != null ? address.facts(component.figure()) : null))
                .toList();
    }

    private List<String> earlier(List<PerformanceReview.Earlier> cards) {
        return cards.stream()
                .map(card -> (card.score() == null ? "no score" : ScorecardWords.number(card.score()) + " points")
                        + " on " + MOMENT.format(card.computedAt().atZone(zone)))
                .toList();
    }

    private List<Said> said(List<PerformanceReview.Entry> entries) {
        return entries.stream()
                .map(entry -> new Said(
                        what(entry),
                        entry.words(),
                        entry.saidBy() == null ? "" : name(entry.saidBy()),
                        MOMENT.format(entry.saidAt().atZone(zone))))
                .toList();
    }

    private static String what(PerformanceReview.Entry entry) {
        String what = SAID.getOrDefault(entry.kind(), entry.kind());
        String about = entry.about() == null
                ? ""
                : OUTCOMES.getOrDefault(entry.about(), entry.about().replace('-', ' '));
        return what
                + (about.isEmpty() ? "" : ": " + about)
                + (entry.mark() == null ? "" : " " + entry.mark() + " of 5")
                + (entry.day() == null ? "" : (entry.kind().equals("talk") ? " on " : ", again on ") + entry.day());
    }

    private String state(PerformanceReview.@Nullable Record record) {
        if (record == null) {
            return "not reviewed";
        }
        PerformanceReview review = record.review();
        return review.ended() == null
                ? "in review"
                : "frozen, " + ENDED.getOrDefault(review.ended(), review.ended())
                        + (review.outcome() == null ? "" : "; " + OUTCOMES.get(review.outcome()));
    }

    private Person visible(String rep) {
        sight.mustBeReader();
        return people.find(rep)
                .filter(person ->
                        sight.visible().stream().anyMatch(seen -> seen.userId().equals(person.userId())))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private YearMonth monthOr(String month, Model model, HttpServletResponse response) {
        try {
            return month(month);
        } catch (Refused refused) {
            model.addAttribute("refusal", refused.getMessage());
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            return thisMonth().minusMonths(1);
        }
    }

    /** The last month that is over; when nobody's could be scored, the last in which anything was. */
    private YearMonth usual() {
        YearMonth over = thisMonth().minusMonths(1);
        try {
            boolean scored = scorecards.of(sight.visible(), over).cards().values().stream()
                    .anyMatch(card -> card.score() != null);
            YearMonth latest = scored ? over : latest();
            return latest == null ? over : latest;
        } catch (Refused broken) {
            return over; // the page says it
        }
    }

    /** Without one, the usual. */
    private YearMonth month(String month) {
        if (month.isBlank()) {
            return usual();
        }
        try {
            YearMonth period = YearMonth.parse(month.strip());
            if (period.getYear() >= 1900 && !period.isAfter(thisMonth())) {
                return period;
            }
        } catch (DateTimeParseException noMonth) {
            // told below
        }
        throw new Refused("month", "'" + month + "' is no month that has begun; write it like 2026-10.");
    }

    private YearMonth thisMonth() {
        return YearMonth.from(workingTime.today());
    }

    /** The last month before this one in which anything was recorded; where to look when the chosen one is empty. */
    private @Nullable YearMonth latest() {
        return figures.recorded(sights.current().orElse(new Sight(null, null, false)))
                .map(Period::last)
                .map(YearMonth::from)
                .map(last -> last.isBefore(thisMonth()) ? last : thisMonth().minusMonths(1))
                .orElse(null);
    }

    private String team(Person person) {
        String team = person.team();
        return team == null ? "" : name(team.replaceFirst("^team-", ""));
    }

    private String name(String userId) {
        return people.find(userId).map(Person::name).orElse(userId);
    }

    private static Panel.Cell number(@Nullable BigDecimal number) {
        return new Panel.Cell(
                "", number == null ? "" : number.stripTrailingZeros().toPlainString(), true, "", null);
    }
}
