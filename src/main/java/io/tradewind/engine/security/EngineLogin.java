package io.tradewind.engine.security;

import io.tradewind.engine.Texts;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;

/**
 * Names and passwords are the engine's: its password check slows guessing down by a wait that grows up to a minute, for the
 * login page and HTTP Basic alike; {@link LoginThrottle} stops one machine that tries many names. A person's authorities are the ids of their groups.
 */
@Component
class EngineLogin implements AuthenticationProvider {

    /** Nobody types more; what is longer would only cost time to hash. */
    private static final int LONGEST = 255;

    private static final String STANDING =
            """
            SELECT u.pwd_, u.salt_,
                   ARRAY(SELECT m.group_id_::text FROM engine.act_id_membership m WHERE m.user_id_ = u.id_) AS groups
              FROM engine.act_id_user u WHERE u.id_ = ?
            """;

    private static final String ALIKE =
            "SELECT id_ FROM engine.act_id_user WHERE lower(id_ COLLATE \"C\") = ? ORDER BY id_";

    private final IdentityService identity;
    private final LoginThrottle throttle;
    private final JdbcTemplate jdbc;

    EngineLogin(IdentityService identity, LoginThrottle throttle, JdbcTemplate jdbc) {
        this.jdbc = jdbc;
        this.identity = identity;
        this.throttle = throttle;
    }

    @Override
    public Authentication authenticate(Authentication attempt) {
        String userId = attempt.getName();
        Object password = attempt.getCredentials();
        // before the password is looked at: one that is changed meanwhile leaves an old mark, and the session ends
        Standing before = isPossible(userId) ? standing(userId).orElse(null) : null;
        if (password == null || !isRight(userId, password.toString(), addressOf(attempt)) || before == null) {
            // one sentence for a wrong name, a wrong password and one who has to wait: none of them is to be told apart
            throw new BadCredentialsException(
                    "Name and password do not belong together, or there were too many attempts");
        }
        var person = new Checked(userId, before);
        person.setDetails(attempt.getDetails());
        return person;
    }

    private boolean isRight(String userId, String password, String address) {
        if (throttle.isTooMuch(address)) {
            return false;
        }
        boolean possible = isPossible(userId) && isPossible(password);
        if (possible && passwordIsRight(userId, password)) {
            return true;
        }
        if (possible && exists(userId)) {
            throttle.wrongPassword(address);
        } else {
            throttle.unknownName(address, userId);
        }
        return false;
    }

    private static boolean isPossible(String typed) {
        return !typed.isBlank() && typed.length() <= LONGEST && Texts.clean(typed);
    }

    private static String addressOf(Authentication attempt) {
        return attempt.getDetails() instanceof WebAuthenticationDetails details && details.getRemoteAddress() != null
                ? details.getRemoteAddress()
                : "unknown";
    }

    private boolean passwordIsRight(String userId, String password) {
        try {
            return identity.checkPassword(userId, password);
        } catch (org.camunda.bpm.engine.AuthenticationException locked) {
            return false;
        }
    }

    /**
     * A login as it is now.
     *
     * @param mark see {@link PasswordMark}
     */
    record Standing(String mark, Set<String> groups) {}

    /** Whose password was right, and how their login stood just before. */
    static final class Checked extends UsernamePasswordAuthenticationToken {

        private final String mark;

        private Checked(String userId, Standing before) {
            super(
                    userId,
                    null,
                    before.groups().stream().map(SimpleGrantedAuthority::new).toList());
            this.mark = before.mark();
        }

        String mark() {
            return mark;
        }
    }

    /** How the login stands in the database, at this moment and for all nodes; empty when it is gone. */
    Optional<Standing> standing(String userId) {
        return jdbc
                .query(
                        STANDING,
                        (row, number) -> new Standing(
                                PasswordMark.of(row.getString("pwd_"), row.getString("salt_")),
                                new TreeSet<>(List.of(
                                        (String[]) row.getArray("groups").getArray()))),
                        userId)
                .stream()
                .findFirst();
    }

    /** Whether the login still exists. */
    boolean exists(String userId) {
        return identity.createUserQuery().userId(userId).list().stream()
                .map(User::getId)
                .anyMatch(userId::equals);
    }

    /** The logins whose names differ from this one in capital letters at most. */
    List<String> alike(String userId) {
        return jdbc.queryForList(ALIKE, String.class, userId.toLowerCase(Locale.ROOT));
    }

    /** The person's groups as authorities. To be asked before the engine knows who is acting. */
    List<SimpleGrantedAuthority> authorities(String userId) {
        return identity.createGroupQuery().groupMember(userId).list().stream()
                .map(Group::getId)
                .sorted()
                .map(SimpleGrantedAuthority::new)
                .toList();
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }
}
