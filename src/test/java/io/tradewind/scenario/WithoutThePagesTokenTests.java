package io.tradewind.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.support.Routes;
import io.tradewind.support.TradewindTest;
import io.tradewind.support.Web;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Somebody who is logged in follows a link or sends a form of a page that is not ours. */
@TradewindTest
class WithoutThePagesTokenTests {

    @Autowired
    private Web web;

    @Autowired
    private Routes routes;

    @Test
    void nothingIsChanged() {
        Web.Client admin = web.browser("admin");
        Addresses nothing = new Addresses();
        List<String> taken = new ArrayList<>();
        for (String route : routes.ofSpring()) {
            String method = route.substring(0, route.indexOf(' '));
            String path = route.substring(route.indexOf(' ') + 1);
            if (method.equals("GET")
                    || List.of("/survey", "/decide", "/confirm").stream().anyMatch(path::startsWith)) {
                continue; // behind a mail link the secret is in the address
            }
            HttpResponse<String> answer = admin.send(
                    method,
                    nothing.filled(path),
                    path.startsWith("/api/") ? "application/json" : "application/x-www-form-urlencoded",
                    path.startsWith("/api/") ? "{}" : "a=b");
            boolean refused = answer.statusCode() == 403
                    || answer.headers().firstValue("Location").orElse("").contains("/login");
            if (!refused) {
                taken.add(route + " " + answer.statusCode());
            }
        }
        assertThat(taken).isEmpty();
        assertThat(admin.get("/logout").statusCode()).isIn(403, 404, 405);
        admin.submit("/logout", Map.of());
        assertThat(admin.get("/api/regions").statusCode()).as("still logged in").isEqualTo(200);
    }
}
