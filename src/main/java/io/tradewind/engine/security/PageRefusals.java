package io.tradewind.engine.security;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.access.AccessDeniedHandlerImpl;
import org.springframework.security.web.csrf.CsrfException;

/**
 * A form that was open longer than its session leads back to the login; everything else not allowed is a 403 page that says
 * whose it is, or, where only the form is too old, that nothing is lost.
 */
class PageRefusals implements AccessDeniedHandler {

    /** For {@code templates/error.html}: why, in our own words. */
    static final String WHY = "refusal";

    /** For {@code templates/error.html}: only the form is too old. */
    static final String OLD_FORM = "oldForm";

    private final AccessDeniedHandler page = new AccessDeniedHandlerImpl();

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException cause)
            throws IOException, ServletException {
        boolean oldForm = cause instanceof CsrfException;
        // the request itself names its person only after the filter that looks at forms
        boolean nobody = SecurityContextHolder.getContext().getAuthentication() == null;
        if (oldForm && (nobody || Paths.of(request).equals("/login"))) {
            response.sendRedirect(request.getContextPath() + "/login?expired");
            return;
        }
        if (oldForm) {
            request.setAttribute(OLD_FORM, Boolean.TRUE);
        } else if (!(cause instanceof AuthorizationDeniedException)) {
            request.setAttribute(WHY, cause.getMessage());
        }
        page.handle(request, response, cause);
    }
}
