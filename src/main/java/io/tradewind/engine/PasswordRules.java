package io.tradewind.engine;

import java.util.List;
import org.camunda.bpm.engine.identity.PasswordPolicyRule;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.identity.DefaultPasswordPolicyImpl;
import org.camunda.bpm.engine.impl.identity.PasswordPolicyUserDataRuleImpl;
import org.camunda.bpm.engine.impl.persistence.entity.UserEntity;
import org.jspecify.annotations.Nullable;

/**
 * What a password must be, whoever chooses it: the engine's rules (10 characters, of four kinds, nothing of the user's name
 * in it), but a name of one or two letters may be part of it. Nobody called <i>Li</i> or <i>A</i> could find one else.
 */
public final class PasswordRules extends DefaultPasswordPolicyImpl {

    /** Letters of the shortest name that gives a password away. */
    private static final int SHORTEST_NAME = 3;

    @Override
    public List<PasswordPolicyRule> getRules() {
        return super.getRules().stream()
                .map(rule -> rule instanceof PasswordPolicyUserDataRuleImpl ? new LongNames() : rule)
                .toList();
    }

    /** Whether this person may have this password. */
    public static boolean allow(String password, User user) {
        return new PasswordRules().getRules().stream().allMatch(rule -> rule.execute(password, user));
    }

    private static final class LongNames extends PasswordPolicyUserDataRuleImpl {

        @Override
        public boolean execute(String password, @Nullable User user) {
            return user == null || super.execute(password, withLongNames(user));
        }

        private static User withLongNames(User user) {
            User compared = new UserEntity();
            compared.setId(ifLong(user.getId()));
            compared.setFirstName(ifLong(user.getFirstName()));
            compared.setLastName(ifLong(user.getLastName()));
            compared.setEmail(ifLong(user.getEmail()));
            return compared;
        }

        private static @Nullable String ifLong(@Nullable String name) {
            return name == null || name.length() < SHORTEST_NAME ? null : name;
        }
    }
}
