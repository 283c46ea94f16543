package io.tradewind.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.support.TradewindTest;
import io.tradewind.support.Web;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;

@TradewindTest
class ImportPagesTests {

    @Autowired
    private Web web;

    @Autowired
    private ImportJobs imports;

    @Autowired
    private DefaultListableBeanFactory beans;

    @BeforeEach
    void aHarmlessImporter() {
        if (!beans.containsSingleton("pebbles")) {
            beans.registerSingleton("pebbles", new RowImporter() {
                @Override
                public String kind() {
                    return "pebbles";
                }

                @Override
                public java.util.List<Field> fields() {
                    return java.util.List.of(Field.decimal("weight").required());
                }

                @Override
                public Outcome take(Row row, String user) {
                    return Outcome.taken();
                }
            });
        }
    }

    @Test
    void aProgramUploadsWatchesAndFetchesWhatWasRejected() {
        Web.Client rep = web.program("darcel-schlecht");

        HttpResponse<String> accepted = upload(rep, "/api/pebbles/import", "Weight\n5\n<b>heavy</b>\n", "", "");
        String location = accepted.headers().firstValue("Location").orElseThrow();
        imports.runWaiting();

        assertThat(accepted.statusCode()).isEqualTo(202);
        assertThat(rep.get(location).body())
                .contains("\"state\":\"done\"", "\"total\":2", "\"done\":1", "\"rejected\":1", "\"alreadyKnown\":0");
        assertThat(rep.get(location + "/rejected.csv").body())
                .isEqualTo("Weight,reason\r\n<b>heavy</b>,weight '<b>heavy</b>' is not a number.\r\n");
        assertThat(web.program("anna-snelling").get(location).statusCode()).isEqualTo(404);
        assertThat(web.program("anna-snelling").get(location + "/rejected.csv").statusCode())
                .isEqualTo(404);
        assertThat(web.nobody().get(location).statusCode()).isEqualTo(401);
    }

    @Test
    void whatCannotBeReadIsAProblemDetailThatNamesTheField() {
        HttpResponse<String> refused = upload(
                web.program("darcel-schlecht"), "/api/pebbles/import", "Weight\n1\n", "mapping", "{\"x\":\"y\"}");

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("\"field\":\"mapping\"", "no field of pebbles");
        assertThat(upload(web.program("darcel-schlecht"), "/api/unicorns/import", "a\n", "", "")
                        .statusCode())
                .isEqualTo(422);
    }

    @Test
    void aPersonUploadsOnThePageAndSeesMarkupAsText() {
        Web.Client rep = web.browser("darcel-schlecht");
        String token = Web.hiddenToken(rep.get("/imports").body());

        HttpResponse<String> sent =
                upload(rep, "/imports", "weight\n<script>1</script>\n", "kind", "pebbles", "_csrf", token);
        imports.runWaiting();

        assertThat(sent.statusCode()).isEqualTo(302);
        String page = rep.get(
                        sent.headers().firstValue("Location").orElseThrow().replaceFirst("^https?://[^/]+", ""))
                .body();
        assertThat(page).contains("&lt;script&gt;1", "is not a number").doesNotContain("<script>1");

        assertThat(upload(rep, "/imports", "", "kind", "pebbles", "_csrf", token)
                        .body())
                .contains("The file is empty.");
        assertThat(upload(rep, "/imports", "weight\n", "kind", "pebbles").statusCode())
                .as("without the token nothing is accepted")
                .isEqualTo(403);
    }

    private static HttpResponse<String> upload(Web.Client client, String path, String csv, String... fields) {
        StringBuilder body =
                new StringBuilder("--cut\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f.csv\"\r\n"
                        + "Content-Type: text/csv\r\n\r\n" + csv + "\r\n");
        for (int i = 0; i < fields.length; i += 2) {
            if (!fields[i].isEmpty()) {
                body.append("--cut\r\nContent-Disposition: form-data; name=\"" + fields[i] + "\"\r\n\r\n"
                        + fields[i + 1] + "\r\n");
            }
        }
        return client.send("POST", path, "multipart/form-data; boundary=cut", body + "--cut--\r\n");
    }
}
