package io.tradewind.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The owner guide lists every decision table there is, and no other. */
class TableListTests {

    @Test
    void theGuideListsTheTablesThereAre() throws IOException {
        String guide = Files.readString(Path.of("docs/owner-guide.md"));
        String list =
                guide.substring(guide.indexOf("\n| decision |"), guide.indexOf("\n## The weights of the scorecard"));
        List<String> listed = list.lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.substring(0, line.indexOf('|', 1)))
                .flatMap(cell -> Pattern.compile("`([^`]+)`").matcher(cell).results())
                .map(MatchResult::group)
                .map(name -> name.replace("`", ""))
                .toList();

        try (Stream<Path> files = Files.walk(Path.of("bpmn"))) {
            assertThat(listed)
                    .containsExactlyInAnyOrderElementsOf(
                            files.map(file -> file.getFileName().toString())
                                    .filter(name -> name.endsWith(".dmn"))
                                    .map(name -> name.substring(0, name.length() - ".dmn".length()))
                                    .toList());
        }
    }
}
