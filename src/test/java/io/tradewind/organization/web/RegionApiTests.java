package io.tradewind.organization.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.support.TradewindTest;
import io.tradewind.support.Web;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@TradewindTest
class RegionApiTests {

    @Autowired
    private Web web;

    @Autowired
    private JdbcClient jdbc;

    @AfterEach
    void takeBack() {
        jdbc.sql("DELETE FROM region WHERE id = 'region-of-tests'").update();
    }

    @Test
    void aRegionThatNobodyKnowsIsRefusedUnlessItIsSaidToBeNew() {
        HttpResponse<String> typo = put("region-of-tests", "{\"timeZone\": \"Asia/Almaty\"}");

        assertThat(typo.statusCode()).isEqualTo(422);
        assertThat(typo.body())
                .contains("\"field\":\"region\"", "There is no region 'region-of-tests'", "region-east", "new");
        assertThat(regions()).doesNotContain("region-of-tests");

        assertThat(put("region-of-tests", "{\"timeZone\": \"Asia/Almaty\", \"new\": true}")
                        .statusCode())
                .isEqualTo(204);
        assertThat(regions()).contains("\"region-of-tests\":{\"timeZone\":\"Asia/Almaty\"}");
        assertThat(put("region-of-tests", "{\"timeZone\": \"Asia/Tashkent\"}").statusCode())
                .as("known by now")
                .isEqualTo(204);
    }

    @Test
    void whatCannotBeARegionOrATimeZoneIsNamed() {
        assertThat(put("West", "{\"timeZone\": \"Asia/Almaty\", \"new\": true}").body())
                .contains("\"field\":\"region\"", "region-central");
        assertThat(put("West", "{\"timeZone\": \"Asia/Almaty\"}").body()).contains("region-central");
        assertThat(put("region-east", "{\"timeZone\": \"EST\"}").body()).contains("\"field\":\"timeZone\"");
        assertThat(put("region-east", "{}").body()).contains("\"field\":\"timeZone\"");
        assertThat(put("region-east", "{\"timeZone\": \"Asia/Almaty\", \"new\": \"perhaps\"}")
                        .body())
                .contains("\"field\":\"new\"");
    }

    private String regions() {
        return web.program("admin").get("/api/regions").body();
    }

    private HttpResponse<String> put(String region, String body) {
        return web.program("admin").send("PUT", "/api/regions/" + region, "application/json", body);
    }
}
