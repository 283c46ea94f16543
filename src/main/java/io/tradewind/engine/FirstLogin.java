package io.tradewind.engine;

import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.persistence.entity.UserEntity;

/** What the operator names as the first administrator's login, while nobody is one. */
public final class FirstLogin {

    public static final String REMEDY =
            "Set TRADEWIND_ADMIN_USER (letters, digits, hyphens) and TRADEWIND_ADMIN_PASSWORD in the environment and start"
                    + " again.";

    /** What the administrator is called at first. */
    public static final String NAME = "Administrator";

    private FirstLogin() {}

    /** Refuses what the engine would refuse when it makes the login. */
    public static void check(String userId, String password) {
        if (userId.isBlank() || password.isBlank()) {
            throw new CannotStart(
                    "Nobody could log in: there is no administrator yet, and TRADEWIND_ADMIN_USER or"
                            + " TRADEWIND_ADMIN_PASSWORD is not set.",
                    REMEDY);
        }
        User user = new UserEntity(userId);
        user.setLastName(NAME);
        if (!PasswordRules.allow(password, user)) {
            throw new CannotStart(
                    "The first administrator '" + userId
                            + "' cannot be made: the password needs at least 10 characters,"
                            + " with lower and upper case letters, digits and special characters, and must not contain"
                            + " the user's name.",
                    REMEDY);
        }
    }
}
