package io.tradewind.engine.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;

/**
 * Who went to the company's login and does not come in: back to our page, which says whether it is they who are not known
 * or the company's login that does not answer. Why it failed over there is one line of the log.
 */
final class CompanyRefusals implements AuthenticationFailureHandler {

    private static final Logger log = LoggerFactory.getLogger(CompanyRefusals.class);

    /** Our own refusal, and what is found wrong with the address before anybody is asked. */
    private static final Set<String> NOT_ANSWERED = Set.of(
            "access_denied",
            "authorization_request_not_found",
            "invalid_state_parameter",
            "client_registration_not_found");

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException failed)
            throws IOException {
        boolean away = NestedExceptionUtils.getMostSpecificCause(failed) instanceof IOException;
        if (request.getParameter("error") != null) {
            log.warn("Somebody came back from the company's login with an error instead of a code");
        } else if (away || isAnswer(request, failed)) {
            log.warn("Somebody went to the company's login and could not come in: {}", LogLine.of(failed.getMessage()));
        }
        response.sendRedirect(request.getContextPath() + (away ? "/login?unreachable" : "/login?unknown"));
    }

    /**
     * What the company's login answered to us. What stands in the address anybody can have written: not a word of that goes
     * into the log. Whom we refuse ourselves {@link CompanyPeople} has written down.
     */
    private static boolean isAnswer(HttpServletRequest request, AuthenticationException failed) {
        return request.getParameter("code") != null
                && failed instanceof OAuth2AuthenticationException told
                && !NOT_ANSWERED.contains(told.getError().getErrorCode());
    }
}
