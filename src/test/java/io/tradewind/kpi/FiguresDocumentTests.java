package io.tradewind.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The list of figures for readers says what the catalogue says. */
class FiguresDocumentTests {

    private static final Path DOCUMENT = Path.of("docs/figures.md");
    private static final Path EXPECTED = Path.of("target/figures.md");

    @Test
    void theListIsTheCatalogue() throws IOException {
        String head = Files.readString(DOCUMENT).split("\\n\\| figure \\|", 2)[0];
        String expected = head + "\n| figure | formula | unit | better | from | not by |\n|---|---|---|---|---|---|\n"
                + FigureCatalogue.FIGURES.stream()
                        .map(FiguresDocumentTests::row)
                        .collect(Collectors.joining());
        Files.createDirectories(EXPECTED.getParent());
        Files.writeString(EXPECTED, expected);

        assertThat(Files.readString(DOCUMENT))
                .as("docs/figures.md is not what the catalogue says: copy target/figures.md over it")
                .isEqualTo(expected);
    }

    private static String row(Figure figure) {
        return "| %s<br>`%s`%s | %s | %s | %s | %s | %s |\n"
                .formatted(
                        figure.title(),
                        figure.name(),
                        figure.aboutCost() ? "<br>for those who may know our cost" : "",
                        figure.formula(),
                        figure.unit() == Unit.MONEY ? "money" : figure.unit().words(),
                        figure.direction() == Direction.HIGHER_IS_BETTER ? "higher" : "lower",
                        figure.source(),
                        Arrays.stream(Dimension.values())
                                .filter(figure.notBy()::containsKey)
                                .map(Dimension::code)
                                .collect(Collectors.joining(", ")));
    }
}
