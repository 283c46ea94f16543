package io.tradewind.engine.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;

/**
 * Who went to the company's login and does not come in: back to our page, which says why and what can be done. Why it
 * failed over there is one line of the log.
 */
final class CompanyRefusals implements AuthenticationFailureHandler {

    private static final Logger log = LoggerFactory.getLogger(CompanyRefusals.class);

    /** What our page has a sentence for, under {@code ?refused=}. */
    enum Reason {
        /** The name over there can be none here, or is not told. */
        NAME,
        /** Several logins here differ from the name over there in capital letters only. */
        ALIKE,
        /** The groups over there stand for no role here. */
        ROLES,
        /** The list of people says that they have left. */
        LEFT,
        /** Nobody would administer the product any more. */
        LAST,
        /** It could not be written down here. */
        FAILED,
        /** They pressed cancel over there, or are not let through to us. */
        CANCELLED,
        /** What came back belongs to no login that was begun here just now. */
        STALE,
        /** Whatever else the company's login answered. */
        ANSWER;

        String inAddress() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whom we refuse ourselves; {@link CompanyPeople} has written down why. */
    static final class NotTakenIn extends OAuth2AuthenticationException {

        private static final long serialVersionUID = 1L;

        private final Reason reason;

        NotTakenIn(Reason reason) {
            super(new OAuth2Error("access_denied"), "Not taken in: " + reason);
            this.reason = reason;
        }
    }

    /** What is found wrong with the address before anybody is asked. */
    private static final Set<String> NOT_BEGUN_HERE =
            Set.of("authorization_request_not_found", "invalid_state_parameter");

    /** While the company's login cannot be looked up, which {@link CompanyLogin} writes down. */
    private static final String NOT_LOOKED_UP = "client_registration_not_found";

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException failed)
            throws IOException {
        response.sendRedirect(request.getContextPath() + "/login?" + told(request, failed));
    }

    /** What stands in the address anybody can have written: not a word of that goes into the log. */
    private static String told(HttpServletRequest request, AuthenticationException failed) {
        if (failed instanceof NotTakenIn ours) {
            return refused(ours.reason);
        }
        String code = failed instanceof OAuth2AuthenticationException told
                ? told.getError().getErrorCode()
                : "";
        boolean stale = NOT_BEGUN_HERE.contains(code);
        if (request.getParameter("error") != null) {
            boolean cancelled = code.equals("access_denied");
            log.warn(
                    "Somebody came back from the company's login with {}",
                    cancelled ? "a refusal: cancelled, or not allowed to come here" : "an error instead of a code");
            return refused(cancelled ? Reason.CANCELLED : stale ? Reason.STALE : Reason.ANSWER);
        }
        if (code.equals(NOT_LOOKED_UP)) {
            return "unreachable";
        }
        if (stale || request.getParameter("code") == null) {
            return refused(Reason.STALE);
        }
        log.warn("Somebody went to the company's login and could not come in: {}", LogLine.of(failed.getMessage()));
        return NestedExceptionUtils.getMostSpecificCause(failed) instanceof IOException
                ? "unreachable"
                : refused(Reason.ANSWER);
    }

    private static String refused(Reason reason) {
        return "refused=" + reason.inAddress();
    }
}
