package io.tradewind.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A letter that a table gave is explained where it is read, by the name that the table has in the list of tables. */
class NamedTableRuleTests {

    private static final Path PAGES = Path.of("src/main/resources/templates");

    /** Where somebody reads a letter without its reason. */
    private static final Map<String, Set<String>> EXPLAINED = Map.of(
            "lead-qualification.qualify-lead.form", Set.of("Lead grade"),
            "credit-check.agree-smaller-order.form", Set.of("Credit rating"),
            "credit-check.answer-approver.form", Set.of("Credit rating"),
            "credit-check.secure-excess.form", Set.of("Credit rating"),
            "customer/list.html", Set.of("Customer class"),
            "customer/detail.html", Set.of("Customer class"),
            "credit/list.html", Set.of("Customer class", "Credit rating"),
            "credit/card.html", Set.of("Customer class", "Credit rating"));

    private static final Pattern NAMED = Pattern.compile("the decision table (?:\\*|<em>)([^*<]+)(?:\\*|</em>)");

    private static final Pattern TABLE = Pattern.compile("<decision id=\"[^\"]+\" name=\"([^\"]+)\"");

    @Test
    void whatATableSaysIsExplainedByTheTablesName() {
        Map<String, Set<String>> named = new TreeMap<>();
        Stream.concat(Models.files(Path.of("forms")).stream(), Models.files(PAGES).stream())
                .forEach(file -> named.put(
                        file.startsWith(PAGES)
                                ? PAGES.relativize(file).toString()
                                : file.getFileName().toString(),
                        found(NAMED, file)));

        assertThat(named).containsAllEntriesOf(EXPLAINED);
        assertThat(named.values().stream().flatMap(Set::stream).collect(Collectors.toSet()))
                .isSubsetOf(tables());
    }

    @Test
    void theNamesAreReadFromTheTables() {
        assertThat(tables()).contains("Lead grade", "Customer class").doesNotContain("Lead grades");
    }

    private static List<String> tables() {
        return Models.files(Path.of("bpmn")).stream()
                .filter(file -> file.toString().endsWith(".dmn"))
                .flatMap(file -> found(TABLE, file).stream())
                .toList();
    }

    private static Set<String> found(Pattern pattern, Path file) {
        Set<String> found = new TreeSet<>();
        Matcher matcher = pattern.matcher(Models.read(file));
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }
}
