package io.tradewind.engine.web;

import io.tradewind.engine.Acting;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import org.springframework.stereotype.Component;

@Component
class PersonNames {

    private final IdentityService identity;
    private final Acting acting;

    PersonNames(IdentityService identity, Acting acting) {
        this.identity = identity;
        this.acting = acting;
    }

    String of(String userId) {
        User user = acting.asSystem(() -> identity.createUserQuery().userId(userId).list().stream()
                .findFirst()
                .orElse(null));
        if (user == null) {
            return userId;
        }
        String first = user.getFirstName() == null ? "" : user.getFirstName();
        String last = user.getLastName() == null ? "" : user.getLastName();
        String name = (first + " " + last).trim();
        return name.isEmpty() ? userId : name;
    }
}
