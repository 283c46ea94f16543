package io.tradewind.deal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.approval.Replay;
import io.tradewind.approval.WhatIf;
import io.tradewind.engine.Refused;
import io.tradewind.support.TradewindTest;
import io.tradewind.support.Web;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Closed deals through a changed table. The days of the deals of each test are their own. */
@TradewindTest
class WhatIfTests {

    private static int year = 1950;

    @Autowired
    private WhatIf whatIf;

    @Autowired
    private Deals deals;

    @Autowired
    private io.tradewind.customer.Customers customers;

    @Autowired
    private Web web;

    private LocalDate day = LocalDate.EPOCH;

    @BeforeEach
    void aYearOfItsOwn() {
        day = LocalDate.of(year++, 3, 1);
    }

    @Test
    void theSameTableChangesNothing() throws IOException {
        won("100", "93", "80", "60");

        Replay replay = replay(table());

        assertThat(replay.deals()).isEqualTo(4);
        assertThat(replay.changes()).isZero();
        assertThat(replay.asked())
                .allSatisfy(role -> assertThat(role.difference()).isZero());
    }

    @Test
    void aNarrowerLimitOfManagersSendsMoreToTheDirector() throws IOException {
        List<String> numbers = won("100", "85", "82", "75");

        // managers grant 15 % instead of 20 %: of these four only the one at 18 % goes further up
        Replay replay = replay(table().replaceFirst("<text>0.20</text>", "<text>0.15</text>"));

        assertThat(replay.decisions()).containsExactly("discount-authority");
        assertThat(replay.changes()).isEqualTo(1);
        Replay.Changed changed = replay.changed().get(0);
        assertThat(changed.document()).isEqualTo(numbers.get(2));
        assertThat(changed.now()).extracting(Replay.Person::role).contains("sales-manager");
        assertThat(changed.then())
                .extracting(Replay.Person::role)
                .contains("sales-director")
                .doesNotContain("sales-manager");
        assertThat(changed.measures().keySet()).containsExactlyInAnyOrder("discount", "total");
        assertThat(asked(replay).get("sales-manager").difference()).isEqualTo(-1);
        assertThat(asked(replay).get("sales-director").difference()).isEqualTo(1);
    }

    @Test
    void onlyDealsClosedInThePeriodCount() throws IOException {
        won("100", "82");

        assertThat(whatIf.replay(table(), day, day).deals()).isEqualTo(2);
        assertThat(whatIf.replay(table(), day.plusDays(1), day.plusDays(2)).deals())
                .isZero();
    }

    @Test
    void whatHasNoPriceIsLeftOutAndCounted() throws IOException {
        won("100");
        deals.importClosed(List.of(imported(Stage.LOST, "0")));

        Replay replay = replay(table());

        assertThat(replay.deals()).isEqualTo(1);
        assertThat(replay.withoutPrice()).isEqualTo(1);
    }

    @Test
    void aTableThatHasNoSayIsRefused() throws IOException {
        String other = Files.readString(Path.of("bpmn/service/survey-severity.dmn"));

        assertThatThrownBy(() -> replay(other))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("survey-severity")
                .hasMessageContaining("discount-authority");
    }

    @ParameterizedTest
    @CsvSource({
        "owner, 200",
        "director, 200",
        "gm, 200",
        "melvin-marxen, 403",
        "darcel-schlecht, 403",
        "finance, 403",
        "admin, 403",
    })
    void ownersAndDirectorsMayTry(String user, int status) throws IOException {
        HttpResponse<String> answer = web.program(user)
                .send("POST", "/api/what-if?from=1900-01-01&to=1900-01-02", "application/xml", table());

        assertThat(answer.statusCode()).isEqualTo(status);
    }

    @Test
    void nobodyMayTry() throws IOException {
        assertThat(web.nobody()
                        .send("POST", "/api/what-if", "application/xml", table())
                        .statusCode())
                .isIn(401, 403);
    }

    @Test
    void badInputNamesItsField() throws IOException {
        assertRefused("/api/what-if?from=soon", table(), "\"from\"", "'soon' is no day");
        assertRefused("/api/what-if?from=2017-02-01&to=2017-01-01", table(), "\"to\"", "before the first");
        assertRefused("/api/what-if?to=0001-01-01", table(), "\"to\"", "no day of business");
        assertRefused("/api/what-if", "nonsense", "\"file\"", "no DMN file");
        assertRefused("/api/what-if", "", "\"file\"", "no DMN file");
    }

    @Test
    void aTableInAnotherEncodingIsNotReadWithOtherLetters() throws IOException {
        String latin = table().replace("encoding=\"UTF-8\"", "encoding=\"ISO-8859-1\"");
        assertThat(latin).contains("ISO-8859-1");

        assertRefused("/api/what-if", latin + "<!-- Zoë -->", "\"file\"", "Camunda Modeler");
        assertThat(web.program("owner")
                        .send("POST", "/api/what-if?from=1900-01-01&to=1900-01-02", "application/xml", latin)
                        .statusCode())
                .as("only letters that are the same in both")
                .isEqualTo(200);
    }

    @Test
    void aTableThatHasLostLettersIsRefused() throws IOException {
        for (String lost : List.of("\uFFFD", "&#xFFFD;", "&#x00fffd;", "&#65533;")) {
            assertRefused("/api/what-if", table() + "<!-- Zo" + lost + " -->", "\"file\"", "lost letters");
        }
    }

    @Test
    void thePageShowsWhoWouldBeAsked() throws IOException {
        assertThat(web.browser("owner").get("/what-if").body()).contains("Try a changed table", "multipart/form-data");
        assertThat(web.browser("darcel-schlecht").get("/what-if").statusCode()).isEqualTo(403);
    }

    private void assertRefused(String path, String body, String field, String why) {
        HttpResponse<String> answer = web.program("owner").send("POST", path, "application/xml", body);
        assertThat(answer.statusCode()).as(path).isEqualTo(422);
        assertThat(answer.body()).contains(field, why);
    }

    private Replay replay(String dmn) {
        return whatIf.replay(dmn, day, day);
    }

    private static Map<String, Replay.Asked> asked(Replay replay) {
        return replay.asked().stream().collect(Collectors.toMap(Replay.Asked::role, role -> role));
    }

    private static String table() throws IOException {
        return Files.readString(Path.of("bpmn/approval/discount-authority.dmn"));
    }

    /** Deals won on the test's day at these percents of the list price of GTX Basic (550). */
    private List<String> won(String... percents) {
        return deals
                .importClosed(IntStream.range(0, percents.length)
                        .mapToObj(i -> imported(
                                Stage.WON,
                                new java.math.BigDecimal("5.50")
                                        .multiply(new java.math.BigDecimal(percents[i]))
                                        .toPlainString()))
                        .toList())
                .stream()
                .map(ImportOutcome::dealNumber)
                .toList();
    }

    private ImportedDeal imported(Stage stage, String value) {
        return new ImportedDeal(
                UUID.randomUUID().toString(),
                "darcel-schlecht",
                customers.byName("Acme Corporation").orElseThrow().id(),
                "GTX Basic",
                stage,
                day,
                day,
                new java.math.BigDecimal(value),
                "USD",
                null,
                null);
    }
}
