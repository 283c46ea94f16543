package io.tradewind.engine.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Which doors of the engine's REST interface are open to whom, Tasklist's, Cockpit's and Admin's own included. Behind
 * each the engine still looks at every single task and instance; but some it never guards (metrics, its own jobs), and
 * what nobody needs cannot be got wrong.
 *
 * <p>Everybody has what Tasklist needs. The rest is for those who may open Cockpit; what tells of the installation, for
 * those who may open Admin. Who may, an administrator grants.
 */
class EngineDoors extends OncePerRequestFilter {

    /** The engine's name in front says nothing here: there is one engine. */
    private static final Pattern ENGINE =
            Pattern.compile("(?:/engine-rest|/camunda/api/engine)(/engine/[^/]+(?=/))?(/.*)?", Pattern.DOTALL);

    private static final Pattern EVERYBODY = Pattern.compile(
            "(GET|HEAD|OPTIONS) ("
                    + "/engine/?"
                    + "|/process-definition(/count)?"
                    + "|/process-definition/(?!statistics)(key/)?[^/]+(/xml|/diagram|/startForm|/form-variables|/rendered-form|/deployed-start-form)?"
                    + "|/(user|group)(/count)?|/user/[^/]+/profile"
                    + "|/identity/(groups|password-policy)"
                    // of the rights themselves the engine tells those that one may read, to most nobody's
                    + "|/authorization(/check|/count)?"
                    + "|/history/(user-operation|task)(/count)?"
                    + ")|POST ("
                    + "/deployment/create" // whoever may not is told so in words
                    + "|/process-definition/(key/)?[^/]+/(start|submit-form)"
                    + "|/identity/password-policy"
                    + ")|PUT /user/[^/]+/(profile|credentials)"
                    // a task of a process is never deleted; to say so would tell whose task it is
                    + "|(?!DELETE /task/[^/]*/*\\z)[A-Z]+ (/task|/filter|/variable-instance)(/(?!create|report).*)?",
            Pattern.DOTALL);

    private static final Pattern ADMINISTRATORS = Pattern.compile(
            "(/metrics|/telemetry|/schema/log|/identity/verify|/history/cleanup)(/.*)?", Pattern.DOTALL);

    /** The engine runs without case models; asked for running ones it would fail, as their tables do not exist. */
    private static final Pattern CASES = Pattern.compile("(/history)?/case-(?!definition)[^/]+(/.*)?", Pattern.DOTALL);

    /** The history of a case ends when its time is over, not before: contracts are kept for ten years. */
    private static final Pattern ENDING_HISTORY = Pattern.compile(
            "DELETE /history/(process-instance|variable-instance|decision-instance)(/.*)?"
                    + "|POST /history/(process-instance|decision-instance)/(delete|set-removal-time)/*"
                    + "|POST /history/batch/set-removal-time/*"
                    // how long stands in the model; less over this door, and a case that is deleted is gone at once
                    + "|PUT /(process|decision|case)-definition/.*/history-time-to-live/*",
            Pattern.DOTALL);

    /** What Cockpit and Admin ask besides; the web applications themselves look only at whether somebody is logged in. */
    private static final Pattern OF_COCKPIT = Pattern.compile("/camunda/api/cockpit(/.*)?", Pattern.DOTALL);

    private static final Pattern OF_ADMIN = Pattern.compile("/camunda/api/admin/plugin(/.*)?", Pattern.DOTALL);

    private final AuthorizationService authorizations;

    EngineDoors(AuthorizationService authorizations) {
        this.authorizations = authorizations;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String path = Paths.of(request);
        Matcher engine = ENGINE.matcher(path);
        boolean closed = engine.matches()
                ? engine.group(2) != null && !open(request.getMethod(), engine.group(2))
                : OF_COCKPIT.matcher(path).matches() && !mayOpen("cockpit")
                        || OF_ADMIN.matcher(path).matches() && !mayOpen("admin");
        if (closed) {
            throw new AccessDeniedException("Not for this person");
        }
        chain.doFilter(request, response);
    }

    private boolean open(String method, String path) {
        if (CASES.matcher(path).matches()
                || ENDING_HISTORY.matcher(method + " " + path).matches()) {
            return false;
        }
        if (ADMINISTRATORS.matcher(path).matches()) {
            return mayOpen("admin");
        }
        return EVERYBODY.matcher(method + " " + path).matches() || mayOpen("cockpit");
    }

    private boolean mayOpen(String application) {
        Authentication person = SecurityContextHolder.getContext().getAuthentication();
        List<String> groups = person.getAuthorities().stream()
                .map(GrantedAuthority::getAuthority)
                .toList();
        return authorizations.isUserAuthorized(
                person.getName(), groups, Permissions.ACCESS, Resources.APPLICATION, application);
    }
}
