package io.tradewind.engine.examination;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A table answers whatever it is asked, and with hit policy UNIQUE never twice: compared over all numbers, texts and days,
 * not by trying some. A table that collects may stay silent; what calls it reads an empty list.
 */
public final class DecisionTableRule implements Rule {

    /** Beyond it nobody can tell any more what a table says. */
    public static final int MOST_ROWS = 1_000;

    private static final int MOST_STEPS = 200_000;
    private static final int MOST_TOLD = 3;

    @Override
    public List<Finding> findings(Models models) {
        Findings findings = new Findings();
        for (Model model : models.decisions()) {
            for (Xml table : model.all("decisionTable")) {
                check(findings, model, table);
            }
        }
        return findings.list();
    }

    private static void check(Findings findings, Model model, Xml table) {
        List<Xml> rules = table.children("rule");
        if (rules.size() > MOST_ROWS) {
            findings.error(
                    model,
                    table.named(),
                    "has " + rules.size() + " rows, and " + MOST_ROWS
                            + " are allowed; put what is long into our own tables, or split the question");
            return;
        }
        List<Xml> inputs = table.children("input");
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            List<String> cells = new ArrayList<>();
            for (Xml rule : rules) {
                List<Xml> entries = rule.children("inputEntry");
                if (entries.size() != inputs.size()) {
                    findings.error(model, rule, "has another number of cells than the table has columns");
                    return;
                }
                cells.add(entries.get(i).text());
            }
            columns.add(Column.of(inputs.get(i), cells));
        }
        List<Column> known = columns.stream().filter(Column::isRead).toList();
        columns.stream()
                .filter(column -> !column.isRead())
                .forEach(column -> findings.warn(
                        model,
                        table,
                        "cannot be examined for gaps: the column " + column.name() + " holds " + column.unread()));
        String policy = table.get("hitPolicy").isEmpty() ? "UNIQUE" : table.get("hitPolicy");
        if (known.size() == columns.size()) {
            if (!policy.equals("COLLECT") && !policy.equals("RULE ORDER")) {
                gaps(findings, model, table, columns, rules.size());
            }
            if (policy.equals("UNIQUE") || policy.equals("ANY")) {
                overlaps(findings, model, table, columns, rules, policy.equals("ANY"));
            }
        }
        if (policy.equals("FIRST")) {
            neverReached(findings, model, table, known, columns.size() == known.size(), rules.size());
        }
    }

    private static void gaps(Findings findings, Model model, Xml table, List<Column> columns, int rows) {
        Gaps search = new Gaps(columns, rows, false);
        search.find();
        search.found.forEach(gap -> findings.error(
                model,
                table,
                "has no row for " + gap + "; add one, or a last row" + " that leaves the matter to a person"));
        if (search.found.isEmpty()) {
            Gaps ofNothing = new Gaps(columns, rows, true);
            ofNothing.find();
            ofNothing.found.forEach(gap -> findings.warn(
                    model, table, "has no row for " + gap + "; add a last row that leaves the matter to a person"));
        }
        if (search.steps > MOST_STEPS) {
            findings.warn(model, table, "has too many combinations to examine all of them for gaps");
        }
    }

    private static void overlaps(
            Findings findings, Model model, Xml table, List<Column> columns, List<Xml> rules, boolean mayAgree) {
        int told = 0;
        for (int i = 0; i < rules.size(); i++) {
            for (int j = i + 1; j < rules.size() && told < MOST_TOLD; j++) {
                int one = i;
                int other = j;
                if (columns.stream().allMatch(column -> column.meet(one, other))
                        && !(mayAgree && answers(rules.get(i)).equals(answers(rules.get(j))))) {
                    told++;
                    String both = columns.stream()
                            .map(column -> column.name() + " " + column.common(one, other))
                            .collect(Collectors.joining(", "));
                    findings.error(
                            model,
                            table,
                            "has two rows, " + (i + 1) + " and " + (j + 1) + ", for " + both
                                    + "; change one of them, or the hit policy");
                }
            }
        }
    }

    private static List<String> answers(Xml rule) {
        return rule.children("outputEntry").stream().map(Xml::text).toList();
    }

    private static void neverReached(
            Findings findings, Model model, Xml table, List<Column> columns, boolean complete, int rows) {
        if (!complete) {
            return;
        }
        for (int j = 1; j < rows; j++) {
            for (int i = 0; i < j; i++) {
                int before = i;
                int row = j;
                if (columns.stream().allMatch(column -> column.covers(before, row))) {
                    findings.warn(
                            model,
                            table,
                            "never comes to row " + (j + 1) + ", because row " + (i + 1)
                                    + " takes all of it before; put it above, or leave it out");
                    break;
                }
            }
        }
    }

    /** Looks for a combination that no row takes, column by column, with the rows that still take it. */
    private static final class Gaps {

        private final List<Column> columns;
        private final int rows;
        private final boolean withNothing;
        private final Set<String> seen = new HashSet<>();
        private final List<String> found = new ArrayList<>();
        private int steps;

        Gaps(List<Column> columns, int rows, boolean withNothing) {
            this.columns = columns;
            this.rows = rows;
            this.withNothing = withNothing;
        }

        void find() {
            BitSet all = new BitSet();
            all.set(0, rows);
            look(0, all, new ArrayList<>());
        }

        private void look(int at, BitSet alive, List<String> chosen) {
            if (found.size() == MOST_TOLD || steps++ > MOST_STEPS) {
                return;
            }
            if (alive.isEmpty()) {
                found.add(chosen.isEmpty() ? "anything" : String.join(", ", chosen));
                return;
            }
            if (at == columns.size() || !seen.add(at + ":" + alive)) {
                return;
            }
            Column column = columns.get(at);
            for (int atom = 0; atom < column.atoms(); atom++) {
                if (column.isNothing(atom) && (!withNothing || column.alwaysKnown)) {
                    continue;
                }
                BitSet left = (BitSet) alive.clone();
                left.and(column.rowsOf(atom));
                List<String> more = new ArrayList<>(chosen);
                more.add(column.name() + " " + column.tell(atom));
                look(at + 1, left, more);
            }
        }
    }

    /** A column, cut into the smallest parts its rows tell apart. */
    private static final class Column {

        private final String name;
        private final boolean alwaysKnown;
        private final @Nullable String unread;
        private final Parts parts;
        private final List<BitSet> cells;
        private final List<BitSet> rowsOf;

        private Column(String name, boolean alwaysKnown, @Nullable String unread, Parts parts, List<BitSet> cells) {
            this.name = name;
            this.alwaysKnown = alwaysKnown;
            this.unread = unread;
            this.parts = parts;
            this.cells = cells;
            this.rowsOf = IntStream.range(0, parts.size())
                    .mapToObj(atom -> {
                        BitSet rows = new BitSet();
                        for (int row = 0; row < cells.size(); row++) {
                            rows.set(row, cells.get(row).get(atom));
                        }
                        return rows;
                    })
                    .toList();
        }

        static Column of(Xml input, List<String> cells) {
            List<Xml> expressions = input.children("inputExpression");
            String type = expressions.isEmpty() ? "" : expressions.get(0).get("typeRef");
            String asked = expressions.isEmpty() ? "" : expressions.get(0).text();
            String name = input.get("label").isEmpty() ? asked : input.get("label");
            List<List<UnaryTests.Test>> tests = new ArrayList<>();
            for (String cell : cells) {
                List<UnaryTests.Test> read = UnaryTests.read(cell);
                if (read == null) {
                    return new Column(name, false, cell, Parts.NONE, List.of());
                }
                tests.add(read);
            }
            Parts parts = Parts.of(tests.stream().flatMap(List::stream).toList(), type);
            // the sum of nothing is 0
            boolean known = asked.startsWith("sum(") || asked.startsWith("count(");
            return new Column(
                    name, known, null, parts, tests.stream().map(parts::taken).toList());
        }

        boolean isRead() {
            return unread == null;
        }

        String unread() {
            return String.valueOf(unread);
        }

        String name() {
            return name;
        }

        int atoms() {
            return parts.size();
        }

        boolean isNothing(int atom) {
            return atom == parts.size() - 1;
        }

        BitSet rowsOf(int atom) {
            return rowsOf.get(atom);
        }

        boolean meet(int one, int other) {
            return cells.get(one).intersects(cells.get(other));
        }

        boolean covers(int before, int row) {
            BitSet rest = (BitSet) cells.get(row).clone();
            rest.andNot(cells.get(before));
            return rest.isEmpty();
        }

        String common(int one, int other) {
            BitSet both = (BitSet) cells.get(one).clone();
            both.and(cells.get(other));
            return parts.tell(both.nextSetBit(0));
        }

        String tell(int atom) {
            return parts.tell(atom);
        }
    }
}
