package io.tradewind.engine.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.engine.Acting;
import io.tradewind.support.TradewindTest;
import io.tradewind.support.Web;
import java.net.http.HttpResponse;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.impl.persistence.entity.UserEntity;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What an administrator sends about logins goes to whom the address names, or nowhere. */
@TradewindTest
@ExtendWith(OutputCaptureExtension.class)
class LoginsOverRestTests {

    private static final String IDA = "ida-over-rest";
    private static final String IAN = "ian-over-rest";

    @Autowired
    private Web web;

    @Autowired
    private IdentityService identity;

    @Autowired
    private Acting acting;

    @BeforeEach
    void enter() {
        assertThat(create(IDA, "ida@example.com").statusCode()).isEqualTo(204);
        assertThat(create(IAN, "ian@example.com").statusCode()).isEqualTo(204);
    }

    @AfterEach
    void leave() {
        acting.asSystem(() -> {
            identity.deleteUser(IDA);
            identity.deleteUser(IAN);
            return null;
        });
    }

    @Test
    void aRefusedPasswordSaysWhatIsTrue() {
        String address = "/engine-rest/user/" + IDA + "/credentials";
        String before = passwordOf(IDA);

        assertThat(put("zane-levy", address, "{\"password\":\"Some-Word-42\",\"authenticatedUserPassword\":\"demo\"}"))
                .startsWith("422 ")
                .contains("their own password and nobody else's");
        for (String person : new String[] {"zane-levy", "admin"}) {
            for (String body : new String[] {"null", "{}", "{\"authenticatedUserPassword\":\"demo\"}"}) {
                assertThat(put(person, address, body)).startsWith("422 ").contains("\"field\":\"password\"");
            }
            assertThat(put(person, address, "{\"password\":\"Some-Word-42\"}"))
                    .startsWith("422 ")
                    .contains("\"field\":\"authenticatedUserPassword\"");
        }
        assertThat(passwordOf(IDA)).isEqualTo(before);
    }

    private String put(String person, String address, String body) {
        HttpResponse<String> answer = web.program(person).send("PUT", address, "application/json", body);
        return answer.statusCode() + " " + answer.body();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/engine-rest", "/engine-rest/engine/default", "/camunda/api/engine/engine/default"})
    void aProfileIsWrittenToNobodyElse(String door) {
        String before = passwordOf(IAN);
        Web.Client browser = web.browser("admin");
        browser.get("/camunda/app/admin/default/");

        for (String body : new String[] {
            profile(IAN),
            profile(""),
            "{\"firstName\":\"x\"}",
            "{\"id\":null}",
            "{\"id\":1e308}",
            "{\"id\":\"" + IDA + "\",\"id\":\"" + IAN + "\"}",
            "null"
        }) {
            HttpResponse<String> answer = browser.send(
                    "PUT",
                    door + "/user/" + IDA + "/profile",
                    "application/json",
                    body,
                    "X-TW-CSRF",
                    browser.cookie("TW-CSRF"),
                    "X-XSRF-TOKEN",
                    browser.cookie("XSRF-TOKEN"));

            assertThat(answer.statusCode()).as(body).isEqualTo(422);
            assertThat(answer.body()).contains("\"field\":\"id\"");
        }
        assertThat(emailOf(IAN)).isEqualTo("ian@example.com");
        assertThat(emailOf(IDA)).isEqualTo("ida@example.com");
        assertThat(passwordOf(IAN)).isEqualTo(before);
    }

    @Test
    void theirOwnIsWritten() {
        assertThat(put(profile(IDA)).statusCode()).isEqualTo(204);
        assertThat(emailOf(IDA)).isEqualTo("new@example.com");
    }

    @Test
    void whatNoColumnHoldsIsRefusedInWords() {
        HttpResponse<String> answer =
                put("{\"id\":\"" + IDA + "\",\"email\":\"" + "a".repeat(70_000) + "@example.com\"}");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("\"field\":\"email\"");
        assertThat(create("a".repeat(300), "a@example.com").statusCode()).isEqualTo(422);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"gm ", "o'neil", "", "system", "anonymous", "nobody", "null", "Nobody", "count", "camunda-admin"
            })
    void nobodyIsMadeUnderANameThatCannotBe(String id, CapturedOutput output) {
        int before = output.getAll().length();

        HttpResponse<String> answer = create(id, "a@example.com");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("\"field\":\"id\"");
        assertThat(output.getAll().substring(before)).doesNotContain("ENGINE-16004");
        assertThat(identity.createUserQuery().userId(id).count()).isZero();
    }

    private HttpResponse<String> create(String id, String email) {
        return web.program("admin")
                .post(
                        "/engine-rest/user/create",
                        "{\"profile\":{\"id\":\"" + id + "\",\"email\":\"" + email
                                + "\"},\"credentials\":{\"password\":\"Some-Word-42\"}}");
    }

    private HttpResponse<String> put(String body) {
        return web.program("admin").send("PUT", "/engine-rest/user/" + IDA + "/profile", "application/json", body);
    }

    private static String profile(String id) {
        return "{\"id\":\"" + id + "\",\"firstName\":\"New\",\"email\":\"new@example.com\"}";
    }

    private String emailOf(String userId) {
        return identity.createUserQuery().userId(userId).singleResult().getEmail();
    }

    private String passwordOf(String userId) {
        return ((UserEntity) identity.createUserQuery().userId(userId).singleResult()).getPassword();
    }
}
