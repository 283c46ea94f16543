package io.tradewind.engine.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.Serializable;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.web.authentication.session.SessionAuthenticationStrategy;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;

/** By which login a session was opened, and whether that still holds. */
class SessionLogin implements SessionAuthenticationStrategy {

    private static final Logger log = LoggerFactory.getLogger(SessionLogin.class);
    private static final String OPENED = SessionLogin.class.getName() + ".opened";

    /** After a failure the database is left alone for so long: each look would keep the request waiting. */
    private static final long PAUSE_NANOS = 5_000_000_000L;

    private final EngineLogin login;
    private volatile long awayUntil = System.nanoTime();

    SessionLogin(EngineLogin login) {
        this.login = login;
    }

    private record Opened(String userId, String mark) implements Serializable {}

    /**
     * What came out.
     *
     * @param groups as they are now; null if nobody could be asked
     */
    record Check(boolean ended, @Nullable Set<String> groups) {}

    @Override
    public void onAuthentication(Authentication person, HttpServletRequest request, HttpServletResponse response) {
        login.standing(person.getName()).ifPresent(now -> keep(request.getSession(), person.getName(), now.mark()));
    }

    /** From now on the session stands and falls with this password. */
    void keep(HttpSession session, String userId, String mark) {
        session.setAttribute(OPENED, new Opened(userId, mark));
    }

    /** Whether this person acts by the session, not by a password sent along. */
    boolean isOf(HttpSession session, String userId) {
        return session.getAttribute(OPENED) instanceof Opened opened
                ? opened.userId().equals(userId)
                : session.getAttribute(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY)
                                instanceof SecurityContext context
                        && context.getAuthentication() != null
                        && userId.equals(context.getAuthentication().getName());
    }

    /** While the database is away nothing can be done with a session, so it is neither ended nor changed. */
    Check check(HttpSession session, String userId) {
        if (System.nanoTime() - awayUntil < 0) {
            return new Check(false, null);
        }
        Optional<EngineLogin.Standing> now;
        try {
            now = login.standing(userId);
        } catch (DataAccessException away) {
            awayUntil = System.nanoTime() + PAUSE_NANOS;
            log.warn("Cannot see how the login of a session stands", away);
            return new Check(false, null);
        }
        if (now.isEmpty()) {
            return new Check(true, null);
        }
        EngineLogin.Standing standing = now.get();
        if (session.getAttribute(OPENED) instanceof Opened opened) {
            return new Check(!opened.mark().equals(standing.mark()), standing.groups());
        }
        keep(session, userId, standing.mark());
        return new Check(false, standing.groups());
    }
}
