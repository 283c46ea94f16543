package io.tradewind.kpi.web;

import io.tradewind.engine.path.Passages;
import io.tradewind.engine.path.Passages.Asked;
import io.tradewind.engine.path.Passages.Came;
import io.tradewind.engine.path.Passages.Now;
import io.tradewind.engine.path.Passages.Standing;
import io.tradewind.engine.path.Passages.Times;
import io.tradewind.engine.versions.Versions;
import io.tradewind.engine.versions.Versions.History;
import io.tradewind.engine.versions.Versions.Step;
import io.tradewind.engine.versions.Versions.Version;
import io.tradewind.engine.versions.Versions.Way;
import io.tradewind.kpi.Dimension;
import io.tradewind.kpi.web.Panel.Cell;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;

/** One process as its cases went through it: what is written on the drawing, and the same as tables. */
final class WaitView {

    private static final Times NOTHING = new Times(0, 0, null, null, 0, null, 0, null);
    private static final Now NOBODY = new Now(0, 0);
    private static final int HOUR = 3_600;

    /** Nine to six. */
    private static final int WORKING_DAY = 9 * HOUR;

    private static final int DAY = 24 * HOUR;
    private static final int LONGEST = 20;

    private final Asked asked;
    private final Version drawn;
    private final boolean all;
    private final LocalDate from;
    private final LocalDate to;
    private final Dimension by;
    private final String step;
    private final Map<String, Step> steps = new LinkedHashMap<>();
    private final Map<String, Times> times;
    private final Came came;
    private final List<Table> tables;
    private final Map<String, Note> notes = new LinkedHashMap<>();

    /**
     * @param text written at the step or way
     * @param late whether it stands out, which the text says too
     */
    record Note(String text, boolean late, String title) {}

    /** @param fileHeader the titles with their units, for a spreadsheet */
    record Table(
            String id, String title, String note, List<String> header, List<String> fileHeader, List<List<Cell>> rows) {
        ResponseEntity<byte[]> download() {
            return SpreadsheetFile.download(new Panel(id, title, note, null, fileHeader, rows));
        }
    }

    WaitView(
            Passages passages,
            Versions versions,
            History history,
            Version drawn,
            boolean all,
            Asked asked,
            LocalDate from,
            LocalDate to,
            Dimension by,
            Map<String, String> groups,
            Map<String, String> people,
            String step,
            ZoneId zone) {
        this.asked = asked;
        this.drawn = drawn;
        this.all = all;
        this.from = from;
        this.to = to;
        this.by = by;
        versions.steps(history, drawn).forEach(one -> steps.put(one.id(), one));
        this.step = steps.containsKey(step) ? step : "";
        this.times = passages.times(asked);
        this.came = passages.came(asked);
        Map<String, Now> now = passages.now(asked);
        Map<String, Long> ways = passages.ways(asked);
        List<Way> drawnWays = versions.ways(history, drawn);
        this.tables = List.of(
                stepTable(now),
                wayTable(drawnWays, ways),
                groupTable(passages.times(asked, this.step, groups)),
                longestTable(passages.longest(asked, null, LONGEST), history, people, zone));
        note(now, drawnWays, ways);
    }

    public Version drawn() {
        return drawn;
    }

    public boolean isAll() {
        return all;
    }

    public LocalDate from() {
        return from;
    }

    public LocalDate to() {
        return to;
    }

    public boolean isWorked() {
        return asked.worked();
    }

    public String by() {
        return by.code();
    }

    public String step() {
        return step;
    }

    public long ended() {
        return came.ended();
    }

    /** What a whole case took. */
    public String whole() {
        Times whole = times.getOrDefault("", NOTHING);
        return whole.median() == null
                ? ""
                : lasting(whole.median(), isWorked()) + ", nine of ten within " + lasting(whole.ninth(), isWorked());
    }

    public Map<String, Step> steps() {
        return steps;
    }

    public List<Table> tables() {
        return tables;
    }

    public Map<String, Note> notes() {
        return notes;
    }

    private Table stepTable(Map<String, Now> now) {
        List<String> header = List.of(
                "Step",
                "Passed",
                "Broken off",
                "Median",
                "9 of 10 within",
                "Planned",
                "Late",
                "Late by",
                "Never came",
                "Came again",
                "Stand here now",
                "Past due now");
        Map<String, String> known = new LinkedHashMap<>();
        steps.forEach((id, step) -> known.put(id, step.name()));
        new TreeMap<>(times)
                .keySet().stream()
                        .filter(id -> !id.isEmpty())
                        .forEach(id -> known.putIfAbsent(id, id + " (in another version)"));
        List<List<Cell>> rows = new ArrayList<>();
        known.forEach((id, name) -> {
            Times its = times.getOrDefault(id, NOTHING);
            Now here = now.getOrDefault(id, NOBODY);
            if (came.ended() == 0 && its.passed() + its.brokenOff() + here.standing() == 0) {
                return;
            }
            Came.Step cases = came.steps().getOrDefault(id, new Came.Step(0, 0));
            rows.add(List.of(
                    Cell.text(name),
                    count(its.passed()),
                    count(its.brokenOff()),
                    time(its.median()),
                    time(its.ninth()),
                    time(its.planned()),
                    part(its.late(), its.due()),
                    time(its.lateBy()),
                    part(came.ended() - cases.cases(), came.ended()),
                    part(cases.again(), came.ended()),
                    count(here.standing()),
                    count(here.late())));
        });
        return table("steps", "Each step", "", header, rows);
    }

    private Table wayTable(List<Way> drawnWays, Map<String, Long> taken) {
        Map<String, Long> out = out(drawnWays, taken);
        Map<String, Long> several = drawnWays.stream().collect(Collectors.groupingBy(Way::from, Collectors.counting()));
        List<List<Cell>> rows = new ArrayList<>();
        for (Way way : drawnWays) {
            if (several.get(way.from()) > 1 && out.getOrDefault(way.from(), 0L) > 0) {
                long times = taken.getOrDefault(way.id(), 0L);
                rows.add(List.of(
                        Cell.text(name(way.from())),
                        Cell.text(way.name().isEmpty() ? way.id() : way.name()),
                        Cell.text(name(way.to())),
                        count(times),
                        part(times, out.getOrDefault(way.from(), 0L))));
            }
        }
        return table(
                "ways",
                "Which way it went",
                "Where a case can go on in several ways.",
                List.of("Question", "Answer", "Goes to", "Taken", "Share"),
                rows);
    }

    private static Map<String, Long> out(List<Way> ways, Map<String, Long> taken) {
        Map<String, Long> out = new HashMap<>();
        ways.forEach(way -> out.merge(way.from(), taken.getOrDefault(way.id(), 0L), Long::sum));
        return out;
    }

    private Table groupTable(Map<String, Times> groups) {
        List<List<Cell>> rows = new ArrayList<>();
        new TreeMap<>(groups)
                .forEach((group, its) -> rows.add(List.of(
                        Cell.text(group.isEmpty() ? "nobody's" : group),
                        count(its.passed()),
                        time(its.median()),
                        time(its.ninth()),
                        time(its.planned()),
                        part(its.late(), its.due()),
                        time(its.lateBy()))));
        String what = step.isEmpty() ? "the whole case" : name(step);
        return table(
                "by-" + by(),
                "By " + by() + ": " + what,
                "Whose case it was when the step ended.",
                List.of(
                        by().substring(0, 1).toUpperCase(Locale.ROOT) + by().substring(1),
                        "Passed",
                        "Median",
                        "9 of 10 within",
                        "Planned",
                        "Late",
                        "Late by"),
                rows);
    }

    private Table longestTable(List<Standing> standing, History history, Map<String, String> people, ZoneId zone) {
        DateTimeFormatter minute =
                DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(zone);
        Map<String, Integer> numbers =
                history.versions().stream().collect(Collectors.toMap(Version::definitionId, Version::number));
        return table(
                "longest",
                "Standing longest now",
                "Of all cases that run, whenever they came.",
                List.of("Document", "Step", "Version", "Whose", "Since", "Due"),
                standing.stream()
                        .map(one -> List.of(
                                Cell.text(one.businessKey().isEmpty() ? "(none)" : one.businessKey()),
                                Cell.text(
                                        name(one.step()),
                                        "/processes/" + history.id() + "/steps/" + one.step() + "?version="
                                                + numbers.get(one.definition())),
                                Cell.value("times", numbers.get(one.definition()), null),
                                Cell.text(one.rep() == null ? "" : people.getOrDefault(one.rep(), one.rep())),
                                Cell.text(one.since() == null ? "not known" : minute.format(one.since())),
                                Cell.text(due(one.due(), minute))))
                        .toList());
    }

    private String due(@Nullable Instant due, DateTimeFormatter minute) {
        return due == null ? "" : minute.format(due);
    }

    private Table table(String id, String title, String note, List<String> header, List<List<Cell>> rows) {
        String unit = isWorked() ? " (working hours)" : " (hours)";
        List<String> file = header.stream()
                .map(name -> List.of("Median", "9 of 10 within", "Planned", "Late by")
                                .contains(name)
                        ? name + unit
                        : List.of("Late", "Never came", "Came again", "Share").contains(name)
                                ? name + " (share)"
                                : name)
                .toList();
        return new Table(id, title, note, header, file, rows);
    }

    private void note(Map<String, Now> now, List<Way> drawnWays, Map<String, Long> taken) {
        steps.forEach((id, step) -> {
            Times its = times.getOrDefault(id, NOTHING);
            Now here = now.getOrDefault(id, NOBODY);
            boolean gateway = step.kind().contains("question")
                    || step.kind().toLowerCase(Locale.ROOT).contains("gateway");
            if (its.passed() + its.brokenOff() + here.standing() == 0 || gateway) {
                return;
            }
            List<String> lines = new ArrayList<>();
            boolean waits = its.ninth() != null && its.ninth() >= 60;
            lines.add(String.format(Locale.ROOT, "%,d", its.passed()) + "\u00d7"
                    + (waits ? " " + lasting(its.median(), isWorked()) : ""));
            if (its.due() > 0) {
                lines.add("late " + share(its.late(), its.due()));
            }
            if (here.standing() > 0) {
                lines.add("now " + here.standing() + (here.late() > 0 ? ", past due " + here.late() : ""));
            }
            notes.put(
                    id,
                    new Note(
                            String.join("\n", lines),
                            here.late() > 0 || its.late() * 4 > its.due(),
                            step.name() + ": " + String.join("; ", lines)));
        });
        Map<String, Long> out = out(drawnWays, taken);
        Map<String, Long> several = drawnWays.stream().collect(Collectors.groupingBy(Way::from, Collectors.counting()));
        for (Way way : drawnWays) {
            long all = out.getOrDefault(way.from(), 0L);
            if (several.get(way.from()) > 1 && all > 0) {
                long times = taken.getOrDefault(way.id(), 0L);
                String text = share(times, all);
                notes.put(way.id(), new Note(text, false, times + " of " + all));
            }
        }
    }

    private String name(String id) {
        Step there = steps.get(id);
        return there == null ? id : there.name();
    }

    private Cell time(@Nullable Double seconds) {
        return new Cell(
                lasting(seconds, isWorked()),
                seconds == null
                        ? ""
                        : BigDecimal.valueOf(seconds)
                                .divide(BigDecimal.valueOf(HOUR), 4, RoundingMode.HALF_UP)
                                .toPlainString(),
                true,
                null);
    }

    private static Cell count(long number) {
        return new Cell(
                number == 0 ? "" : String.format(Locale.ROOT, "%,d", number), String.valueOf(number), true, null);
    }

    private static Cell part(long some, long all) {
        return new Cell(
                some == 0 ? "" : share(some, all) + " (" + String.format(Locale.ROOT, "%,d", some) + ")",
                all == 0
                        ? ""
                        : BigDecimal.valueOf(some)
                                .divide(BigDecimal.valueOf(all), 4, RoundingMode.HALF_UP)
                                .toPlainString(),
                true,
                null);
    }

    /** In words: {@code at once}, {@code 12 min}, {@code 3.5 h}, {@code 2.1 d}. */
    static String lasting(@Nullable Double seconds, boolean worked) {
        if (seconds == null) {
            return "";
        }
        if (seconds < 1) {
            return "at once";
        }
        int day = worked ? WORKING_DAY : DAY;
        if (seconds < HOUR) {
            return Math.round(seconds / 60) + " min";
        }
        return seconds < 2 * day
                ? String.format(Locale.ROOT, "%.1f h", seconds / HOUR)
                : String.format(Locale.ROOT, "%.1f d", seconds / day);
    }

    static String share(long some, long all) {
        if (all == 0) {
            return "";
        }
        double percent = 100.0 * some / all;
        return some == 0 ? "0 %" : percent < 1 ? "<1 %" : Math.round(percent) + " %";
    }
}
