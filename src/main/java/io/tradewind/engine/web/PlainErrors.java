package io.tradewind.engine.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.ActionCode;
import org.apache.tomcat.util.res.StringManager;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the server refuses before any of ours sees it: an address it cannot read, or one that is too long. */
@Configuration(proxyBeanMethods = false)
class PlainErrors {

    static final String UNREADABLE = "This address is not well formed, or too long.";

    static final String HEADERS_TOO_LARGE =
            "The request's headers are too large; in a browser, delete the cookies of this address.";

    static final String HEADER_UNREADABLE = "A header of the request is not well formed.";

    static final String OTHER_HTTP = "This version of HTTP is not spoken here; HTTP/1.1 is.";

    private static final int TOO_LARGE = 431;

    /** In the words of the server's own language, whichever that is. */
    private static final String SERVERS_TOO_LARGE =
            StringManager.getManager("org.apache.coyote.http11").getString("iib.requestheadertoolarge.error");

    @Bean
    static WebServerFactoryCustomizer<TomcatServletWebServerFactory> serverSpeaksPlainly() {
        return factory -> factory.addContextCustomizers(
                context -> context.getParent().getPipeline().addValve(new Plain()));
    }

    /** In place of the server's own page. */
    private static final class Plain extends ErrorReportValve {

        @Override
        protected void report(Request request, Response response, @Nullable Throwable thrown) {
            if (response.getStatus() < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
                return;
            }
            AtomicBoolean open = new AtomicBoolean();
            response.getCoyoteResponse().action(ActionCode.IS_IO_ALLOWED, open);
            if (!open.get()) {
                return;
            }
            String why = why(request, response.getStatus(), thrown);
            if (why.equals(HEADERS_TOO_LARGE)) {
                response.getCoyoteResponse().setStatus(TOO_LARGE);
            }
            try {
                response.setContentType("text/plain");
                response.setCharacterEncoding("UTF-8");
                response.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
                response.setHeader("X-Content-Type-Options", "nosniff");
                Writer text = response.getReporter();
                if (text != null) {
                    text.write(why);
                    response.finishResponse();
                }
            } catch (IOException gone) {
                throw new UncheckedIOException(gone);
            }
        }

        private static String why(Request request, int status, @Nullable Throwable thrown) {
            if (status == HttpServletResponse.SC_HTTP_VERSION_NOT_SUPPORTED) {
                return OTHER_HTTP;
            }
            if (status >= HttpServletResponse.SC_INTERNAL_SERVER_ERROR) {
                return Problems.UNFORESEEN;
            }
            // the line with the address was read to its end, and headers behind it
            boolean ofHeaders = thrown instanceof IllegalArgumentException
                    && !request.getCoyoteRequest().requestURI().isNull()
                    && request.getCoyoteRequest().getMimeHeaders().size() > 0;
            if (!ofHeaders) {
                return UNREADABLE;
            }
            return SERVERS_TOO_LARGE.equals(thrown.getMessage()) ? HEADERS_TOO_LARGE : HEADER_UNREADABLE;
        }
    }
}
