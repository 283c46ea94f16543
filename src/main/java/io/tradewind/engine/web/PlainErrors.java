package io.tradewind.engine.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.ActionCode;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the server refuses before any of ours sees it: an address it cannot read, or one that is too long. */
@Configuration(proxyBeanMethods = false)
class PlainErrors {

    static final String UNREADABLE = "This address is not well formed, or too long.";

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
            try {
                response.setContentType("text/plain");
                response.setCharacterEncoding("UTF-8");
                response.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
                response.setHeader("X-Content-Type-Options", "nosniff");
                Writer text = response.getReporter();
                if (text != null) {
                    text.write(response.getStatus() < 500 ? UNREADABLE : Problems.UNFORESEEN);
                    response.finishResponse();
                }
            } catch (IOException gone) {
                throw new UncheckedIOException(gone);
            }
        }
    }
}
