package io.tradewind.engine.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
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

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException failed)
            throws IOException {
        boolean away = NestedExceptionUtils.getMostSpecificCause(failed) instanceof IOException;
        if (away || saysWhy(failed)) {
            log.warn("Somebody went to the company's login and could not come in: {}", LogLine.of(failed.getMessage()));
        }
        response.sendRedirect(request.getContextPath() + (away ? "/login?unreachable" : "/login?unknown"));
    }

    /** Not of what strangers can make up at will; whom we refuse ourselves {@link CompanyPeople} has written down. */
    private static boolean saysWhy(AuthenticationException failed) {
        return failed instanceof OAuth2AuthenticationException told
                && !told.getError().getErrorCode().equals("access_denied")
                && !told.getError().getErrorCode().equals("authorization_request_not_found");
    }
}
