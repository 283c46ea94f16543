package io.tradewind.scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code docs/reach.md} says: who gets past the door of each address. */
final class ReachTable {

    private static final Path FILE = Path.of("docs/reach.md");
    private static final Pattern ROW = Pattern.compile("\\| `([A-Z]+ [^`]+)` \\| (.+) \\|");

    private final Map<String, String> rows = new TreeMap<>();

    ReachTable() throws IOException {
        for (String line : Files.readAllLines(FILE)) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                rows.put(row.group(1), row.group(2));
            }
        }
    }

    Set<String> routes() {
        return rows.keySet();
    }

    /** In the table's words; "nothing" where it has no such row. */
    String who(String row) {
        return rows.getOrDefault(row, "nothing");
    }

    /** The row that is about this route, by itself or with all below an address; the empty text where there is none. */
    String row(String route) {
        if (rows.containsKey(route)) {
            return route;
        }
        String path = route.substring(route.indexOf(' ') + 1);
        return rows.keySet().stream()
                .filter(row -> row.startsWith("ANY ") && row.endsWith("/**"))
                .filter(row -> (path + "/").startsWith(row.substring(4, row.length() - 2)))
                .max(Comparator.comparingInt(String::length))
                .orElse("");
    }
}
