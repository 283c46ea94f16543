package io.tradewind.engine;

import jakarta.servlet.ServletException;
import java.util.function.BooleanSupplier;
import org.apache.catalina.Container;
import org.apache.catalina.Context;
import org.apache.catalina.Wrapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.embedded.tomcat.TomcatWebServer;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ApplicationContext;
import org.springframework.stereotype.Component;

/**
 * Makes the engine's REST interface and its web applications, which Tomcat would make when the first person asks: everybody
 * who comes meanwhile would wait for that one request, and where many ask at once that one gets little of the processors.
 */
@Component
class LaterServlets {

    private static final Logger log = LoggerFactory.getLogger(LaterServlets.class);

    private final ApplicationContext context;

    LaterServlets(ApplicationContext context) {
        this.context = context;
    }

    /** One that cannot be made is tried again by whoever asks for it, and fails as it would have failed then. */
    void load(BooleanSupplier enough) {
        if (!(context instanceof ServletWebServerApplicationContext application)
                || !(application.getWebServer() instanceof TomcatWebServer server)) {
            return;
        }
        for (Container child : server.getTomcat().getHost().findChildren()) {
            if (child instanceof Context web) {
                Thread.currentThread().setContextClassLoader(web.getLoader().getClassLoader());
                for (Container servlet : web.findChildren()) {
                    if (enough.getAsBoolean()) {
                        return;
                    }
                    if (servlet instanceof Wrapper wrapper) {
                        load(wrapper);
                    }
                }
            }
        }
    }

    private static void load(Wrapper servlet) {
        try {
            servlet.load();
        } catch (ServletException e) {
            log.error("{} cannot be made; whatever needs it fails", servlet.getName(), e);
        }
    }
}
