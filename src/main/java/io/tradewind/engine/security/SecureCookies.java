package io.tradewind.engine.security;

import jakarta.servlet.ServletContext;
import java.util.Locale;
import org.camunda.bpm.spring.boot.starter.property.CamundaBpmProperties;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Where people reach the application by https, no cookie of it ever travels without. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class SecureCookies implements ServletContextInitializer {

    private final boolean secure;
    private final CamundaBpmProperties camunda;

    SecureCookies(@Value("${tradewind.base-url}") String baseUrl, CamundaBpmProperties camunda) {
        this.secure = baseUrl.toLowerCase(Locale.ROOT).startsWith("https:");
        this.camunda = camunda;
    }

    @Override
    public void onStartup(ServletContext context) {
        if (secure) {
            context.getSessionCookieConfig().setSecure(true);
            camunda.getWebapp().getCsrf().setEnableSecureCookie(true);
            camunda.getWebapp().getSessionCookie().setEnableSecureCookie(true);
        }
    }
}
