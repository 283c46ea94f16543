package io.tradewind.deal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.deal.Knowledge.ComplaintLesson;
import io.tradewind.support.TradewindTest;
import io.tradewind.support.Web;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@TradewindTest
class KnowledgeSearchTests {

    @Autowired
    private Knowledge knowledge;

    @Autowired
    private Web web;

    @Autowired
    private JdbcClient jdbc;

    @ParameterizedTest(name = "{0} finds {1}: {2}")
    @CsvSource({
        "bearing, english, true",
        "bearings greased, english, true",
        "greasing, english, true",
        "BEAR, english, true",
        "bearing window, english, false",
        "轴承, chinese, true",
        "润滑, chinese, true",
        "润, chinese, true",
        "安装时润滑轴承, chinese, true",
        "装润, chinese, false",
        "轴承 客户, chinese, false",
        "подшипник, russian, true",
        "подшипники, russian, true",
        "смазка подшипников, russian, true",
        "окно, russian, false"
    })
    void aWordIsFoundInAnyLanguage(String question, String language, boolean found) {
        String number = learn(
                switch (language) {
                    case "chinese" -> "安装时润滑轴承，否则会有噪音";
                    case "russian" -> "При монтаже нужна смазка подшипника";
                    default -> "Grease the bearing at installation";
                });

        assertThat(references(question).contains(number)).isEqualTo(found);
    }

    @Test
    void operatorsOfTheSearchLanguageAreOnlySigns() {
        String number = learn("The seal leaked");

        assertThat(references("seal' & ! | :* ( leaked --")).contains(number);
        assertThat(references("'")).isNotNull();
        assertThat(references("\u0000 seal")).contains(number);
    }

    @Test
    void thePageOfACompanyThatHasLearnedNothingSaysSo() {
        List<Long> published = jdbc.sql(
                        "UPDATE knowledge_entry SET state = 'declined' WHERE state = 'published' RETURNING id")
                .query(Long.class)
                .list();
        try {
            assertThat(web.browser("darcel-schlecht").get("/knowledge").body())
                    .contains("Nothing has been learned yet")
                    .doesNotContain("Nothing was found");
        } finally {
            jdbc.sql("UPDATE knowledge_entry SET state = 'published' WHERE id = ANY(:ids)")
                    .param("ids", published.toArray(Long[]::new))
                    .update();
        }
    }

    @Test
    void thePageShowsWhatWasFoundAndNothingOfTheInside() {
        String number = learn("Tighten the <b>screw</b>");
        Web.Client rep = web.browser("darcel-schlecht");

        assertThat(rep.get("/knowledge?q=tighten%20screw").body())
                .contains(number, "Tighten the &lt;b&gt;screw&lt;/b&gt;");
        assertThat(rep.get("/knowledge?q=screwdriver-" + UUID.randomUUID()).body())
                .contains("Nothing was found")
                .doesNotContain("Nothing has been learned yet");
        assertThat(web.nobody().get("/knowledge", "Accept", "text/html").statusCode())
                .isEqualTo(302);
    }

    @Test
    void aLessonIsKeptOnceAndShownFirstToTheSameCause() {
        String number = learn("First words");
        knowledge.learn(new ComplaintLesson(number, null, null, "transport", "Why", "Other words", "service"));

        assertThat(knowledge.lessonsAbout(null, null, "transport", "-"))
                .filteredOn(entry -> number.equals(entry.caseNumber()))
                .extracting(KnowledgeEntry::lesson)
                .containsExactly("First words");
        assertThat(knowledge.lessonsAbout(null, null, "transport", number))
                .noneMatch(entry -> number.equals(entry.caseNumber()));
        assertThat(knowledge.lessonsAbout(null, null, null, "-")).isEmpty();
    }

    private String learn(String lesson) {
        String number = "S-2026-" + UUID.randomUUID();
        knowledge.learn(new ComplaintLesson(number, "gtx-pro", "machinery", "transport", "It was", lesson, "service"));
        return number;
    }

    private List<String> references(String question) {
        return knowledge.search(question).stream()
                .map(KnowledgeEntry::reference)
                .toList();
    }
}
