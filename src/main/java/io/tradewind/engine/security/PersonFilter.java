package io.tradewind.engine.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.webapp.impl.security.auth.AuthenticationUtil;
import org.camunda.bpm.webapp.impl.security.auth.Authentications;
import org.camunda.bpm.webapp.impl.security.auth.UserAuthentication;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authentication.CredentialsExpiredException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.logout.SecurityContextLogoutHandler;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Tells the engine who is acting, in every request after the login is known. Without it the engine checks no
 * authorization at all.
 *
 * <p>Under {@code /camunda} the engine's web applications do it themselves from their own entry in the session; there
 * this filter keeps that entry the same person as the login, in both directions: logging out there logs out here.
 *
 * <p>With every request of a session the database is asked how the login stands: whoever has left, has another password or
 * other groups is noticed at once, on each node. A password sent along with a session's cookies is of that request only: the
 * session is neither asked nor changed.
 */
class PersonFilter extends OncePerRequestFilter {

    private static final String ENGINE = "default";

    /** Answered as programs are. */
    private static final RequestMatcher INTERFACES = Paths.under("/api", "/engine-rest", "/actuator", "/camunda/api");

    private final IdentityService identity;
    private final SecurityContextRepository contexts;
    private final SessionLogin sessions;
    private final ProblemResponses problems = new ProblemResponses();

    PersonFilter(IdentityService identity, SessionLogin sessions, SecurityContextRepository contexts) {
        this.identity = identity;
        this.contexts = contexts;
        this.sessions = sessions;
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
        if (session != null && sessions.isOf(session, person.getName())) {
            SessionLogin.Check check = sessions.check(session, person.getName());
            if (check.outcome() == SessionLogin.Outcome.ENDED) {
                end(request, response, person);
                return;
            }
            if (check.outcome() == SessionLogin.Outcome.UNKNOWN) {
                refuseForNow(request, response);
                return;
            }
            person = withGroups(person, check.groups(), request, response);
        }
        PasswordMark.ownChange();
        try {
            asPerson(person, request, response, chain);
        } finally {
            String changed = PasswordMark.ownChange();
            if (session != null && changed != null && response.getStatus() < 300) {
                sessions.keep(session, person.getName(), changed);
            }
        }
    }

    private void end(HttpServletRequest request, HttpServletResponse response, Authentication person)
            throws IOException {
        new SecurityContextLogoutHandler().logout(request, response, person);
        if (INTERFACES.matches(request)) {
            problems.commence(request, response, new CredentialsExpiredException("The session has ended"));
        } else {
            response.sendRedirect(request.getContextPath() + "/login?expired");
        }
    }

    private void refuseForNow(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader(HttpHeaders.RETRY_AFTER, "5");
        if (INTERFACES.matches(request)) {
            problems.unavailable(response);
        } else {
            response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        }
    }

    private void asPerson(
            Authentication person, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
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
        if (present == null
                || !present.getIdentityId().equals(userId)
                || present instanceof UserAuthentication entry
                        && !Set.copyOf(entry.getGroupIds()).equals(Set.copyOf(groups))) {
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

    private Authentication withGroups(
            Authentication person,
            @Nullable Set<String> groups,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (groups == null
                || groups.equals(person.getAuthorities().stream()
                        .map(GrantedAuthority::getAuthority)
                        .collect(Collectors.toSet()))) {
            return person;
        }
        var fresh = new UsernamePasswordAuthenticationToken(
                person.getPrincipal(),
                null,
                groups.stream().map(SimpleGrantedAuthority::new).toList());
        fresh.setDetails(person.getDetails());
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(fresh);
        SecurityContextHolder.setContext(context);
        contexts.saveContext(context, request, response);
        return fresh;
    }
}
