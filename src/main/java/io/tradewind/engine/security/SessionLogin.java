package io.tradewind.engine.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.Serializable;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
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

    /** After the login, however busy the session is: roles at the company's login are looked at again then. */
    private static final Duration LONGEST = Duration.ofHours(8);

    private final EngineLogin login;
    private final Clock clock;
    private volatile long awayUntil = System.nanoTime();

    SessionLogin(EngineLogin login, Clock clock) {
        this.login = login;
        this.clock = clock;
    }

    private record Opened(String userId, String mark, Instant at) implements Serializable {}

    enum Outcome {
        STANDS,
        ENDED,
        /** Nobody can say just now, though others get answers: nothing is done for the session, and it stays. */
        UNKNOWN
    }

    /**
     * What came out.
     *
     * @param groups as they are now; null if nobody could be asked
     */
    record Check(Outcome outcome, @Nullable Set<String> groups) {}

    @Override
    public void onAuthentication(Authentication person, HttpServletRequest request, HttpServletResponse response) {
        Optional<String> mark = person instanceof EngineLogin.Checked checked
                ? Optional.of(checked.mark())
                : login.standing(person.getName()).map(EngineLogin.Standing::mark);
        HttpSession session = request.getSession();
        session.removeAttribute(OPENED);
        mark.ifPresent(now -> session.setAttribute(OPENED, new Opened(person.getName(), now, clock.instant())));
    }

    /** From now on the session stands and falls with this password, if it is this person's; it ends no later for that. */
    void keep(HttpSession session, String userId, String mark) {
        if (isOf(session, userId)
                && session.getAttribute(OPENED) instanceof Opened opened
                && opened.userId().equals(userId)) {
            session.setAttribute(OPENED, new Opened(userId, mark, opened.at()));
        }
    }

    /** Whether this person acts by the session, not by a password sent along. */
    boolean isOf(HttpSession session, String userId) {
        return session.getAttribute(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY)
                        instanceof SecurityContext context
                && context.getAuthentication() != null
                && userId.equals(context.getAuthentication().getName());
    }

    /**
     * While the database is away nothing can be done with a session, so it is neither ended nor changed. Of a login that
     * nobody remembers, or somebody else's, it ends.
     */
    Check check(HttpSession session, String userId) {
        if (!(session.getAttribute(OPENED) instanceof Opened opened)
                || !opened.userId().equals(userId)
                || !clock.instant().isBefore(opened.at().plus(LONGEST))) {
            return new Check(Outcome.ENDED, null);
        }
        if (System.nanoTime() - awayUntil < 0) {
            return new Check(Outcome.STANDS, null);
        }
        Optional<EngineLogin.Standing> now;
        try {
            now = asked(userId);
        } catch (DataAccessException failed) {
            log.warn("Cannot see how the login of a session stands", failed);
            if (!isAway(failed)) {
                return new Check(Outcome.UNKNOWN, null);
            }
            awayUntil = System.nanoTime() + PAUSE_NANOS;
            return new Check(Outcome.STANDS, null);
        }
        return now.filter(standing -> standing.mark().equals(opened.mark()))
                .map(standing -> new Check(Outcome.STANDS, standing.groups()))
                .orElseGet(() -> new Check(Outcome.ENDED, null));
    }

    /** One statement may be interrupted; two are not by chance. Who waited for a connection does not wait again. */
    private Optional<EngineLogin.Standing> asked(String userId) {
        try {
            return login.standing(userId);
        } catch (CannotGetJdbcConnectionException noConnection) {
            throw noConnection;
        } catch (DataAccessException once) {
            if (isAway(once)) {
                throw once;
            }
            log.info("The look at the login of a session failed and is repeated", once);
            return login.standing(userId);
        }
    }

    /** There is no connection to the database, or it is being stopped or started. */
    private static boolean isAway(Throwable failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql
                    && sql.getSQLState() != null
                    && (sql.getSQLState().startsWith("08") || sql.getSQLState().startsWith("57P"))) {
                return true;
            }
        }
        return false;
    }
}
