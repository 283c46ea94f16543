package io.tradewind.engine.examination;

import java.util.List;
import java.util.Set;
import org.camunda.feel.api.FeelEngineApi;
import org.camunda.feel.api.FeelEngineBuilder;
import org.camunda.feel.api.ParseResult;
import org.jspecify.annotations.Nullable;

/**
 * What stands in a table's cells is FEEL that can be read. The engine reads a cell when the first case comes to its row,
 * and then the case stands still.
 */
public final class FeelRule implements Rule {

    /** Longest cell that is read, in characters. */
    private static final int LONGEST = 2_000;

    /** With each bracket inside another the parser needs twice the time to give up. */
    private static final int DEEPEST = 8;

    /** Each may use what it stands on more than once, so that much could come of little. */
    private static final int MOST_ABOVE = 4;

    private static final Set<String> NUMBERS = Set.of("integer", "long", "double", "number");

    private static final FeelEngineApi FEEL = FeelEngineBuilder.forJava().build();

    @Override
    public List<Finding> findings(Models models) {
        Findings findings = new Findings();
        for (Model model : models.decisions()) {
            for (Xml decision : model.all("decision")) {
                if (above(model, decision, 1) > MOST_ABOVE) {
                    findings.error(
                            model,
                            decision,
                            "stands on more than " + MOST_ABOVE
                                    + " decisions, one above the other, or on itself; put some" + " of them together");
                }
                decision.children("decisionTable").forEach(table -> check(findings, model, decision, table));
                decision.children("literalExpression")
                        .forEach(literal ->
                                tell(findings, model, decision, "its expression", wrong(literal.text(), false), false));
            }
        }
        return findings.list();
    }

    private static void check(Findings findings, Model model, Xml decision, Xml table) {
        List<Xml> inputs = table.children("input");
        List<Xml> outputs = table.children("output");
        for (int column = 0; column < inputs.size(); column++) {
            for (Xml asked : inputs.get(column).children("inputExpression")) {
                tell(
                        findings,
                        model,
                        decision,
                        "the question of column '" + title(inputs.get(column), column) + "', " + cut(asked.text())
                                + ",",
                        wrong(asked.text(), false),
                        false);
            }
        }
        List<Xml> rows = table.children("rule");
        if (rows.size() > DecisionTableRule.MOST_ROWS) {
            return; // refused for that
        }
        for (int row = 0; row < rows.size(); row++) {
            cells(findings, model, decision, inputs, rows.get(row).children("inputEntry"), row, true);
            cells(findings, model, decision, outputs, rows.get(row).children("outputEntry"), row, false);
        }
    }

    private static void cells(
            Findings findings,
            Model model,
            Xml decision,
            List<Xml> columns,
            List<Xml> cells,
            int row,
            boolean condition) {
        for (int column = 0; column < Math.min(columns.size(), cells.size()); column++) {
            String cell = cells.get(column).text();
            tell(
                    findings,
                    model,
                    decision,
                    "the cell in row " + (row + 1) + ", column '" + title(columns.get(column), column) + "', "
                            + cut(cell) + ",",
                    condition
                            ? wrong(cell, true)
                            : answer(cell, columns.get(column).get("typeRef")),
                    condition);
        }
    }

    /** The engine turns an answer into the column's type when a case comes to it, and fails then. */
    private static @Nullable String answer(String cell, String type) {
        String problem = wrong(cell, false);
        boolean text = cell.strip().startsWith("\"");
        if (problem != null || !text) {
            return problem;
        }
        return NUMBERS.contains(type)
                ? "is a text where the column answers with a number"
                : type.equals("boolean") ? "is a text where the column answers with true or false" : null;
    }

    private static void tell(
            Findings findings, Model model, Xml decision, String where, @Nullable String problem, boolean condition) {
        if (problem != null) {
            findings.error(
                    model,
                    decision,
                    (problem.startsWith("uses") || problem.startsWith("names")
                                    ? "cannot be live: "
                                    : "cannot be read: ")
                            + where + " " + problem + "; write "
                            + (condition
                                    ? "a comparison such as \"text\", < 100, [10..20] or not(5), or - for whatever it is"
                                    : "a value such as \"text\", 100 or true, or a name"));
        }
    }

    private static int above(Model model, Xml decision, int depth) {
        if (depth > MOST_ABOVE) {
            return depth;
        }
        int deepest = depth;
        for (Xml required : decision.descendants("requiredDecision")) {
            String id = required.get("href").replaceFirst("^#", "");
            for (Xml other : model.all("decision")) {
                if (other.id().equals(id)) {
                    deepest = Math.max(deepest, above(model, other, depth + 1));
                }
            }
        }
        return deepest;
    }

    /** What is wrong with an expression of a table that goes live: it is read, and it takes no longer than it is long. */
    private static @Nullable String wrong(String text, boolean condition) {
        String written = text.strip();
        String strange = FeelWords.strange(written);
        // brackets behind a comment are not counted, and are slow to read
        if (strange != null && (written.length() > LONGEST || written.contains("/*") || written.contains("//"))) {
            return strange;
        }
        String problem = problem(written, condition);
        return problem == null ? strange : problem;
    }

    private static String title(Xml column, int number) {
        String label = column.get("label");
        if (!label.isEmpty()) {
            return label;
        }
        String asked = column.children("inputExpression").stream()
                .map(Xml::text)
                .findFirst()
                .orElse(column.get("name"));
        return asked.isEmpty() ? String.valueOf(number + 1) : asked;
    }

    /**
     * What is wrong with an expression, in words; null if it can be read.
     *
     * @param condition whether it is a cell that compares with what is asked
     */
    public static @Nullable String problem(String text, boolean condition) {
        String written = text.strip();
        if (written.length() > LONGEST) {
            return "has more than " + LONGEST + " characters";
        }
        if (written.isEmpty() || condition && UnaryTests.read(written) != null) {
            return null;
        }
        String brackets = brackets(written);
        if (brackets != null) {
            return brackets;
        }
        try {
            ParseResult read = condition ? FEEL.parseUnaryTests(written) : FEEL.parseExpression(written);
            return read.isSuccess() ? null : "is not FEEL";
        } catch (RuntimeException | StackOverflowError tooDeep) {
            return "is not FEEL that can be read";
        }
    }

    private static @Nullable String brackets(String written) {
        int depth = 0;
        int deepest = 0;
        boolean quoted = false;
        for (int i = 0; i < written.length(); i++) {
            char c = written.charAt(i);
            if (c == '"' && (i == 0 || written.charAt(i - 1) != '\\')) {
                quoted = !quoted;
            } else if (!quoted && (c == '(' || c == '{')) {
                deepest = Math.max(deepest, ++depth);
            } else if (!quoted && (c == ')' || c == '}')) {
                depth--;
            }
        }
        if (quoted) {
            return "has a quotation mark that is not closed";
        }
        if (deepest > DEEPEST) {
            return "has more than " + DEEPEST + " brackets inside each other";
        }
        // half-open ranges such as ]1..5] and (1..5] need not match
        return depth != 0 && !written.contains("..") ? "has a bracket that is not closed" : null;
    }

    private static String cut(String text) {
        String line = text.strip();
        return "'" + (line.length() <= 40 ? line : line.substring(0, 40) + "…") + "'";
    }
}
