package io.tradewind.organization.process;

import io.tradewind.engine.CannotStart;
import io.tradewind.engine.FirstLogin;
import io.tradewind.engine.Refused;
import io.tradewind.organization.People;
import io.tradewind.organization.Person;
import io.tradewind.organization.Roles;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngineException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Makes the first administrator from {@code TRADEWIND_ADMIN_USER} and {@code TRADEWIND_ADMIN_PASSWORD} while nobody is
 * one. Once somebody is, the two are ignored: a password changed later stays changed.
 */
@Component
class FirstAdministrator {

    private static final Logger log = LoggerFactory.getLogger(FirstAdministrator.class);

    /** Runs after the demo company, which brings an administrator of its own. */
    private static final int AFTER_THE_DEMO = 50;

    private final IdentityService identity;
    private final People people;
    private final String userId;
    private final String password;

    FirstAdministrator(
            IdentityService identity,
            People people,
            @Value("${TRADEWIND_ADMIN_USER:}") String userId,
            @Value("${TRADEWIND_ADMIN_PASSWORD:}") String password) {
        this.identity = identity;
        this.people = people;
        this.userId = userId;
        this.password = password;
    }

    @EventListener(ApplicationStartedEvent.class)
    @Order(AFTER_THE_DEMO)
    @Transactional
    public void make() {
        if (identity.createUserQuery().memberOfGroup(Roles.ADMIN).count() > 0) {
            return;
        }
        FirstLogin.check(userId, password);
        try {
            people.register(
                    new Person(
                            userId, FirstLogin.NAME, userId + "@localhost", Roles.ADMIN, null, null, null, "en", true),
                    password);
        } catch (Refused refused) {
            throw new CannotStart("The first administrator cannot be made: " + refused.getMessage(), FirstLogin.REMEDY);
        } catch (ProcessEngineException refused) {
            throw new CannotStart(
                    "The first administrator '" + userId + "' cannot be made: " + refused.getMessage(),
                    FirstLogin.REMEDY);
        }
        log.info("First administrator '{}' made", userId);
    }
}
