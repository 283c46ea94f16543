package io.tradewind.engine.audit;

import java.util.Map;
import org.springframework.context.event.EventListener;
import org.springframework.security.authentication.event.InteractiveAuthenticationSuccessEvent;
import org.springframework.stereotype.Component;

/** Who logged in by a login page. Programs log in with every request, and wrong passwords a stranger could write in heaps. */
@Component
class LoginsNoted {

    private final AuditTrail trail;

    LoginsNoted(AuditTrail trail) {
        this.trail = trail;
    }

    @EventListener
    void on(InteractiveAuthenticationSuccessEvent login) {
        trail.note(
                "login",
                login.getAuthentication().getName(),
                null,
                Map.of("way", login.getGeneratedBy().getSimpleName().startsWith("OAuth2") ? "company" : "password"));
    }
}
