package io.tradewind.support;

import jakarta.servlet.http.Cookie;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/**
 * Sends a page's token as a script does: cookie and header alike. Spring's own {@code csrf()} puts another keeper of
 * tokens into the running application's filters and leaves it there, so that every later test sees sessions nobody opened.
 */
public final class PageToken {

    private static final String TOKEN = "a-token-of-the-test";

    private PageToken() {}

    /** To be applied to a request that changes something. */
    public static RequestPostProcessor pageToken() {
        return request -> {
            request.setCookies(new Cookie("TW-CSRF", TOKEN));
            request.addHeader("X-TW-CSRF", TOKEN);
            return request;
        };
    }
}
