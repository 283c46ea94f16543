package io.tradewind.engine.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.support.TradewindTest;
import io.tradewind.support.Web;
import java.net.http.HttpResponse;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

@TradewindTest
class MigrationsApiTests {

    @Autowired
    private Web web;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                                                                  | process",
                "{\"process\": null, \"from\": 1, \"to\": 2}                                         | process",
                "{\"process\": \"lead-qualification\", \"to\": 2}                                    | from",
                "{\"process\": \"lead-qualification\", \"from\": 1, \"to\": null}                    | to",
                "{\"process\": \"lead-qualification\", \"from\": 1, \"to\": 2, \"steps\": {\"a\": null}} | steps",
                "{\"process\": \"lead-qualification\", \"from\": 1, \"to\": 2, \"only\": []}         | only",
                "{\"process\": \"lead-qualification\", \"from\": 1, \"to\": 2, \"only\": [null]}     | only",
                "{\"process\": \"lead-qualification\", \"from\": 1, \"to\": 2, \"only\": [\" \"]}    | only"
            })
    void whatIsMissingIsNamed(String body, String field) {
        HttpResponse<String> answer = web.program("owner").post("/api/migrations", body);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
        assertThat(answer.body()).contains("\"field\":\"" + field + "\"");
    }

    @ParameterizedTest
    @CsvSource({"null", "[]", "7", "''"})
    void whatIsNoRequestIsRefused(String body) {
        assertThat(web.program("owner").post("/api/migrations", body).statusCode())
                .isBetween(400, 422);
    }
}
