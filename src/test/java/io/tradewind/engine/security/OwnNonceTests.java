package io.tradewind.engine.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.support.TradewindTest;
import io.tradewind.support.Web;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@TradewindTest
class OwnNonceTests {

    private static final Pattern POLICY = Pattern.compile("'nonce-([^']+)'");
    private static final Pattern PAGE = Pattern.compile("nonce=\"([^\"]*)\"");

    @Autowired
    private Web web;

    @Test
    void whoeverOpensTasklistAtTheSameTimeGetsThePageOfTheirOwnPolicy() throws Exception {
        Web.Client finance = web.browser("finance");
        List<Callable<HttpResponse<String>>> people = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            people.add(() -> finance.get("/camunda/app/tasklist/default/", "Accept", "text/html"));
        }

        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            for (Future<HttpResponse<String>> answer : threads.invokeAll(people)) {
                HttpResponse<String> page = answer.get();
                Matcher policy = POLICY.matcher(
                        page.headers().firstValue("Content-Security-Policy").orElseThrow());
                assertThat(policy.find()).isTrue();
                assertThat(PAGE.matcher(page.body()).results().map(found -> found.group(1)))
                        .isNotEmpty()
                        .containsOnly(policy.group(1));
            }
        } finally {
            threads.shutdown();
        }
    }
}
