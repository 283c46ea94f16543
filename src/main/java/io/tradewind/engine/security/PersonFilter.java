package io.tradewind.engine.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.webapp.impl.security.auth.AuthenticationUtil;
import org.camunda.bpm.webapp.impl.security.auth.Authentications;
import org.camunda.bpm.webapp.impl.security.auth.UserAuthentication;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.logout.SecurityContextLogoutHandler;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Tells the engine who is acting, in every request after the login is known. Without it the engine checks no
 * authorization at all.
 *
 * <p>Under {@code /camunda} the engine's web applications do it themselves from their own entry in the session; there
 * this filter keeps that entry the same person as the login, in both directions: logging out there logs out here.
 *
 * <p>Groups of a session are read anew every minute, so a right taken away is gone within that time.
 */
class PersonFilter extends OncePerRequestFilter {

    private static final Duration GROUPS_KEPT = Duration.ofSeconds(60);
    private static final String READ_AT = PersonFilter.class.getName() + ".readAt";
    private static final String ENGINE = "default";

    private final IdentityService identity;
    private final EngineLogin login;
    private final SecurityContextRepository contexts;

    PersonFilter(IdentityService identity, EngineLogin login, SecurityContextRepository contexts) {
        this.identity = identity;
        this.login = login;
        this.contexts = contexts;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Authentication person = SecurityContextHolder.getContext().getAuthentication();
        if (person == null || person instanceof AnonymousAuthenticationToken) {
            chain.doFilter(request, response);
            return;
        }
        HttpSession session = request.getSession(false);
        if (session != null && readTooLongAgo(session)) {
            if (!login.exists(person.getName())) {
                new SecurityContextLogoutHandler().logout(request, response, person);
                response.sendRedirect(request.getContextPath() + "/login?expired");
                return;
            }
            person = readAgain(person, request, response, session);
        }
        List<String> groups = person.getAuthorities().stream()
                .map(GrantedAuthority::getAuthority)
                .toList();
        if (Paths.under("/camunda").matches(request)) {
            inTheWebapps(person.getName(), groups, request, response, chain);
            return;
        }
        identity.setAuthentication(person.getName(), groups);
        try {
            chain.doFilter(request, response);
        } finally {
            identity.clearAuthentication();
        }
    }

    private void inTheWebapps(
            String userId,
            List<String> groups,
            HttpServletRequest request,
            HttpServletResponse response,
            FilterChain chain)
            throws ServletException, IOException {
        Authentications known = AuthenticationUtil.getAuthsFromSession(request.getSession());
        var present = known.getAuthenticationForProcessEngine(ENGINE);
        if (present == null || !present.getIdentityId().equals(userId)) {
            UserAuthentication entry = AuthenticationUtil.createAuthentication(ENGINE, userId, groups, List.of());
            if (entry != null) {
                known.addOrReplace(entry);
            }
        }
        try {
            chain.doFilter(request, response);
        } finally {
            identity.clearAuthentication();
        }
        if (Paths.of(request).endsWith("/logout") && response.getStatus() < 300) {
            new SecurityContextLogoutHandler()
                    .logout(
                            request,
                            response,
                            SecurityContextHolder.getContext().getAuthentication());
        }
    }

    private static boolean readTooLongAgo(HttpSession session) {
        Instant readAt = (Instant) session.getAttribute(READ_AT);
        if (readAt == null) {
            session.setAttribute(READ_AT, Instant.now());
            return false;
        }
        return readAt.plus(GROUPS_KEPT).isBefore(Instant.now());
    }

    private Authentication readAgain(
            Authentication person, HttpServletRequest request, HttpServletResponse response, HttpSession session) {
        session.setAttribute(READ_AT, Instant.now());
        var groups = login.authorities(person.getName());
        var fresh = new UsernamePasswordAuthenticationToken(person.getPrincipal(), null, groups);
        fresh.setDetails(person.getDetails());
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(fresh);
        SecurityContextHolder.setContext(context);
        contexts.saveContext(context, request, response);
        return fresh;
    }
}
