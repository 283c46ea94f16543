package io.tradewind.engine;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;

class LaterServletsTests {

    private static volatile int made;

    @BeforeEach
    void nothingIsMade() {
        made = 0;
    }

    @Test
    void whatTomcatWouldMakeForTheFirstWhoAsksIsMadeBefore() {
        load(() -> false, new Interface());

        assertThat(made).isOne();
    }

    @Test
    void whatCannotBeMadeKeepsNothingElseFromBeingMade() {
        load(() -> false, new Broken(), new Interface(), new Broken());

        assertThat(made).isOne();
    }

    @Test
    void aNodeThatEndsMakesNoMore() {
        load(() -> true, new Interface());

        assertThat(made).isZero();
    }

    private static void load(BooleanSupplier enough, HttpServlet... servlets) {
        try (ServletWebServerApplicationContext context = new ServletWebServerApplicationContext()) {
            context.registerBean(TomcatServletWebServerFactory.class, () -> new TomcatServletWebServerFactory(0));
            for (int i = 0; i < servlets.length; i++) {
                ServletRegistrationBean<HttpServlet> registration =
                        new ServletRegistrationBean<>(servlets[i], "/servlet-" + i);
                registration.setName("servlet-" + i);
                context.registerBean("servlet-" + i, ServletRegistrationBean.class, () -> registration);
            }
            context.refresh();
            assertThat(made).as("by the start").isZero();

            new LaterServlets(context).load(enough);
        }
    }

    private static final class Interface extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        public void init() {
            made++;
        }
    }

    private static final class Broken extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        public void init() throws ServletException {
            throw new ServletException("wired wrongly");
        }
    }
}
