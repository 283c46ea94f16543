package io.tradewind.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.support.TradewindTest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Tables that are tried say what the deployed ones would say, though each case is asked once. */
@TradewindTest
class DecisionDraftsTests {

    private static final String[] PRICES = {"-5", "0", "99.99", "100", "100.01", "250", "500", "500.5", "1000", "null"};

    @Autowired
    private DecisionDrafts drafts;

    @Autowired
    private DecisionTables deployed;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "&lt; 100",
                "&lt;= 100, &gt; 500",
                "[100..500)",
                "]100..500]",
                "not(100)",
                "not(&lt; 100, 250)",
                "null",
                "-",
                "-5",
                "",
                "&gt; 99.99"
            })
    void aTableAskedManyTimesSaysWhatItSaysOnce(String cell) {
        DecisionTables once = drafts.with(table("try-it", cell)).tables();
        DecisionTables often = drafts.with(table("try-it", cell)).tables();

        for (int round = 0; round < 2; round++) {
            for (String price : PRICES) {
                for (double other : new double[] {50, 400}) {
                    Map<String, Object> inputs = new HashMap<>();
                    inputs.put("price", price.equals("null") ? null : Double.valueOf(price));
                    inputs.put("other", other);
                    assertThat(often.evaluate("try-it", inputs))
                            .as(cell + " for " + inputs)
                            .isEqualTo(
                                    drafts.with(table("try-it", cell)).tables().evaluate("try-it", inputs));
                }
            }
        }
        assertThat(once.evaluate("try-it", Map.of("price", 1.0, "other", 1.0))).isNotNull();
    }

    @Test
    void theDeployedTablesSayTheSameAsTheEngine() {
        DecisionTables remembered = drafts.deployed();
        Random random = new Random(7);

        for (int i = 0; i < 200; i++) {
            Map<String, Object> inputs = new HashMap<>();
            inputs.put("kind", random.nextInt(4) == 0 ? "credit-release" : "discount");
            inputs.put("belowFloor", random.nextInt(3) == 0 ? null : (double) random.nextInt(2));
            inputs.put("margin", random.nextInt(5) == 0 ? null : random.nextInt(40) / 100.0);
            inputs.put("amount", random.nextDouble() * 1000);
            inputs.put("beyondTerms", (double) random.nextInt(3));
            assertThat(remembered.evaluate("approval-countersign", inputs))
                    .as(inputs.toString())
                    .isEqualTo(deployed.evaluate("approval-countersign", inputs));
        }
    }

    @Test
    void aDraftStandsInForTheTableOfItsIdOnly() {
        DecisionDrafts.Draft draft = drafts.with(table("approval-fallback", "-"));

        assertThat(draft.decisions()).containsExactly("approval-fallback");
        assertThat(draft.tables().evaluate("approval-fallback", Map.of("price", 1.0)))
                .containsExactly(Map.of("said", "hit"));
        assertThat(draft.tables().evaluate("approval-repeats", Map.of("kind", "discount")))
                .isEqualTo(deployed.evaluate("approval-repeats", Map.of("kind", "discount")));
        assertThat(deployed.evaluate("approval-fallback", Map.of("kind", "discount")))
                .containsExactly(Map.of("role", "finance"));
    }

    @Test
    void whatIsNoTableIsRefused() {
        for (String wrong : List.of(
                "",
                "not xml",
                "<a/>",
                "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>",
                table("try-it", "-").replace("<input ", "<input nonsense=\"\" ").replace("</rule>", ""))) {
            assertThatThrownBy(() -> drafts.with(wrong))
                    .as(wrong)
                    .isInstanceOf(Refused.class)
                    .hasMessageContaining("no DMN file that can be read");
        }
    }

    @Test
    void whatTheReaderOfXmlSaysIsToldWithoutItsSettings() {
        String attributes =
                IntStream.range(0, 11_000).mapToObj(i -> " a" + i + "=\"\"").collect(Collectors.joining());
        assertThatThrownBy(() -> drafts.with("<a" + attributes + "/>"))
                .hasMessageContaining("attributes")
                .hasMessageNotContainingAny("JAXP", "is the limit");
        assertThatThrownBy(() -> drafts.with("<!DOCTYPE a><a/>"))
                .hasMessageContaining("(DOCTYPE), which no model needs; remove it")
                .hasMessageNotContaining("http");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "&gt; 2 * 50",
                "&gt; other",
                "for i in 1..100000 return i",
                "some i in 1..1000000 satisfies i = 0",
                "count(1..10)",
                "&lt; -1e400",
                "100 and",
                "((((((((1))))))))",
                "matches(&quot;a&quot;, &quot;(a+)+$&quot;)"
            })
    void aCellThatComputesIsRefused(String cell) {
        assertThatThrownBy(() -> drafts.with(table("try-it", cell)))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("Table try-it: the cell in row 1, column 'price' says");
        assertThatThrownBy(() -> drafts.with(table("try-it", "-").replace("\"hit\"", cell)))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("Table try-it: the cell in row 1, column 'said' says");
        assertThatThrownBy(() ->
                        drafts.with(table("try-it", "-").replace("<text>price</text>", "<text>" + cell + "</text>")))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("Table try-it: the question of column");
    }

    @Test
    void aTextWhereTheTableWantsANumberIsTold() {
        DecisionTables tables = drafts.with(table("try-it", "&lt; 1")).tables();

        assertThatThrownBy(() -> tables.evaluate("try-it", Map.of("price", "much")))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("try-it");
    }

    /** Named for the whole file it once ran commands on this machine. */
    @ParameterizedTest
    @ValueSource(strings = {"juel", "JUEL", "javascript", "groovy", "feel-scala-unary-tests", "notfeel"})
    void noOtherLanguageIsEvenTried(String language) {
        String file = table("try-it", "-");
        for (String place : List.of("<definitions ", "<inputExpression ", "<inputEntry ", "<outputEntry ")) {
            assertThatThrownBy(
                            () -> drafts.with(file.replace(place, place + "expressionLanguage=\"" + language + "\" ")))
                    .as(place)
                    .isInstanceOf(Refused.class);
        }
    }

    @Test
    void anotherLanguageThanFeelIsRefused() {
        assertThatThrownBy(() -> drafts.with(
                        table("try-it", "-").replace("<inputEntry ", "<inputEntry expressionLanguage=\"javascript\" ")))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("javascript")
                .hasMessageContaining("FEEL");
    }

    @Test
    void aTableOfMoreRulesThanCanBeTriedIsRefused() {
        String rule =
                "<rule><inputEntry><text>1</text></inputEntry><outputEntry><text>\"x\"</text></outputEntry></rule>";
        String many = table("try-it", "-").replace("</rule>", "</rule>" + rule.repeat(DecisionDrafts.MOST_RULES));

        assertThatThrownBy(() -> drafts.with(many)).isInstanceOf(Refused.class).hasMessageContaining("2,001 rules");
    }

    private static String table(String id, String cell) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d" namespace="test">
                  <decision id="%s" name="Try it">
                    <decisionTable id="t" hitPolicy="COLLECT">
                      <input id="i"><inputExpression id="e" typeRef="double"><text>price</text></inputExpression></input>
                      <output id="o" name="said" typeRef="string"/>
                      <rule id="r"><inputEntry id="c"><text>%s</text></inputEntry><outputEntry id="x"><text>"hit"</text></outputEntry></rule>
                    </decisionTable>
                  </decision>
                </definitions>
                """
                .formatted(id, cell);
    }
}
