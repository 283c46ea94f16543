package io.tradewind.engine.examination;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Two versions of one decision table, row by row and cell by cell. The rows stand as they do now, each removed one after
 * the row it stood behind.
 *
 * @param hitPolicyBefore which rows count; empty when there was no table
 */
public record TableComparison(
        String id, String name, String hitPolicyBefore, String hitPolicy, List<Column> columns, List<Row> rows) {

    /** Whether something is there in one version only, differs, or stands elsewhere. */
    public enum Mark {
        SAME(""),
        ADDED("+"),
        REMOVED("−"),
        CHANGED("~"),
        MOVED("↕");

        private final String sign;

        Mark(String sign) {
            this.sign = sign;
        }

        public String sign() {
            return sign;
        }

        public String css() {
            return "tw-" + name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** A question or an answer of the table; {@code before} is what it was called if that is another name. */
    public record Column(String id, String label, String before, boolean isAnswer, Mark mark) {}

    /** @param number its place now, or the one it had when it is removed */
    public record Row(String id, int number, int numberBefore, Mark mark, List<Cell> cells, Cell remark) {}

    public record Cell(String before, String now, Mark mark) {}

    public boolean isChanged() {
        return !hitPolicy.equals(hitPolicyBefore)
                || columns.stream().anyMatch(column -> column.mark() != Mark.SAME)
                || rows.stream().anyMatch(row -> row.mark() != Mark.SAME);
    }

    /** The tables of a file as it is, or compared with what it was. */
    public static List<TableComparison> of(String file, byte @Nullable [] before, byte[] after) {
        Map<String, Xml> was = before == null ? tables(file, after) : tables(file, before);
        Map<String, Xml> is = tables(file, after);
        Set<String> ids = new LinkedHashSet<>(is.keySet());
        ids.addAll(was.keySet());
        List<TableComparison> tables = new ArrayList<>();
        ids.forEach(id -> tables.add(compare(id, was.get(id), is.get(id))));
        return tables;
    }

    private static Map<String, Xml> tables(String file, byte[] content) {
        Map<String, Xml> tables = new LinkedHashMap<>();
        Reading.of(Map.of(file, content)).decisions().forEach(model -> model.all("decision").stream()
                .filter(decision -> !decision.children("decisionTable").isEmpty())
                .forEach(decision -> tables.put(decision.id(), decision)));
        return tables;
    }

    private record Line(int number, Map<String, String> cells, String remark) {}

    private static TableComparison compare(String id, @Nullable Xml was, @Nullable Xml is) {
        Map<String, Column> oldColumns = columns(was);
        Map<String, Column> newColumns = columns(is);
        Map<String, Column> all = merged(new ArrayList<>(oldColumns.keySet()), oldColumns, newColumns);
        List<Column> columns = all.values().stream()
                .map(column -> {
                    Column old = oldColumns.get(column.id());
                    Column now = newColumns.get(column.id());
                    Mark mark = old == null
                            ? Mark.ADDED
                            : now == null ? Mark.REMOVED : old.label().equals(now.label()) ? Mark.SAME : Mark.CHANGED;
                    return new Column(
                            column.id(), column.label(), old == null ? "" : old.label(), column.isAnswer(), mark);
                })
                .sorted(java.util.Comparator.comparing(Column::isAnswer))
                .toList();
        Map<String, Line> oldLines = lines(was, new ArrayList<>(oldColumns.keySet()));
        Map<String, Line> newLines = lines(is, new ArrayList<>(newColumns.keySet()));
        Set<String> moved = Comparison.moved(new ArrayList<>(oldLines.keySet()), new ArrayList<>(newLines.keySet()));
        List<Row> rows = new ArrayList<>();
        merged(new ArrayList<>(oldLines.keySet()), oldLines, newLines).forEach((rule, line) -> {
            Line old = oldLines.get(rule);
            Line now = newLines.get(rule);
            List<Cell> cells = columns.stream()
                    .map(column -> cell(
                            old == null ? null : old.cells().get(column.id()),
                            now == null ? null : now.cells().get(column.id())))
                    .toList();
            Cell remark = cell(old == null ? null : old.remark(), now == null ? null : now.remark());
            boolean differs = remark.mark() != Mark.SAME || cells.stream().anyMatch(cell -> cell.mark() != Mark.SAME);
            Mark mark = old == null
                    ? Mark.ADDED
                    : now == null
                            ? Mark.REMOVED
                            : differs ? Mark.CHANGED : moved.contains(rule) ? Mark.MOVED : Mark.SAME;
            rows.add(new Row(rule, line.number(), old == null ? line.number() : old.number(), mark, cells, remark));
        });
        Xml shown = is == null ? was : is;
        return new TableComparison(id, shown == null ? id : shown.name(), hitPolicy(was), hitPolicy(is), columns, rows);
    }

    private static Cell cell(@Nullable String old, @Nullable String now) {
        String before = old == null ? "" : old;
        String after = now == null ? "" : now;
        Mark mark =
                before.equals(after) ? Mark.SAME : old == null ? Mark.ADDED : now == null ? Mark.REMOVED : Mark.CHANGED;
        return new Cell(before, after, mark);
    }

    /** In the order of now; what is gone follows what it followed. */
    private static <T> Map<String, T> merged(List<String> order, Map<String, T> before, Map<String, T> now) {
        List<String> ids = new ArrayList<>(now.keySet());
        for (int i = 0; i < order.size(); i++) {
            if (!now.containsKey(order.get(i))) {
                ids.add(i == 0 ? 0 : ids.indexOf(order.get(i - 1)) + 1, order.get(i));
            }
        }
        Map<String, T> merged = new LinkedHashMap<>();
        ids.forEach(id -> merged.put(id, now.containsKey(id) ? now.get(id) : before.get(id)));
        return merged;
    }

    private static String hitPolicy(@Nullable Xml decision) {
        if (decision == null) {
            return "";
        }
        Xml table = decision.children("decisionTable").get(0);
        String policy = table.get("hitPolicy").isEmpty() ? "UNIQUE" : table.get("hitPolicy");
        return policy + (table.get("aggregation").isEmpty() ? "" : " " + table.get("aggregation"));
    }

    private static Map<String, Column> columns(@Nullable Xml decision) {
        Map<String, Column> columns = new LinkedHashMap<>();
        if (decision != null) {
            Xml table = decision.children("decisionTable").get(0);
            for (Xml column : table.children("input", "output")) {
                String label = column.get("label").isEmpty() ? column.name() : column.get("label");
                if (label.isEmpty()) {
                    label = column.descendants("text").stream()
                            .findFirst()
                            .map(Xml::text)
                            .orElse(column.id());
                }
                columns.put(column.id(), new Column(column.id(), label, "", column.is("output"), Mark.SAME));
            }
        }
        return columns;
    }

    private static Map<String, Line> lines(@Nullable Xml decision, List<String> columns) {
        Map<String, Line> lines = new LinkedHashMap<>();
        if (decision != null) {
            Xml table = decision.children("decisionTable").get(0);
            for (Xml rule : table.children("rule")) {
                Map<String, String> cells = new LinkedHashMap<>();
                List<Xml> entries = new ArrayList<>(rule.children("inputEntry"));
                entries.addAll(rule.children("outputEntry"));
                for (int i = 0; i < entries.size() && i < columns.size(); i++) {
                    String text = entries.get(i).text();
                    cells.put(columns.get(i), text.isEmpty() ? "-" : text);
                }
                String remark = rule.children("description").stream()
                        .findFirst()
                        .map(Xml::text)
                        .orElse("");
                lines.put(rule.id(), new Line(lines.size() + 1, cells, remark));
            }
        }
        return lines;
    }
}
