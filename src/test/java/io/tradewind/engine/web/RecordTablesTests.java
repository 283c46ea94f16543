package io.tradewind.engine.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.select.Elements;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On a phone a list becomes cards, whose lines are named by the heads of the columns. */
class RecordTablesTests {

    @ParameterizedTest
    @ValueSource(strings = {"customer/list", "order/list", "contract/list", "service/cases", "credit/list"})
    void everyCellOfAListIsNamedAsItsColumn(String template) throws IOException {
        Document page = Jsoup.parse(Files.readString(Path.of("src/main/resources/templates/" + template + ".html")));

        assertThat(page.select("table")).isNotEmpty().allSatisfy(table -> {
            assertThat(table.hasClass("tw-records")).isTrue();
            Elements heads = table.select("thead th");
            assertThat(table.select("tbody td").stream()
                            .map((Element cell) -> cell.attr("data-label"))
                            .toList())
                    .isEqualTo(heads.eachText());
        });
    }
}
