package io.tradewind.engine.security;

import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ProcessEngineConfiguration;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.db.CompositePermissionCheck;
import org.camunda.bpm.engine.impl.db.PermissionCheck;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.camunda.bpm.engine.impl.persistence.entity.AuthorizationManager;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Looks for the rights of all groups of a person. Before each check the engine reads which groups have rights at all, to
 * shorten the list of somebody in hundreds of groups; here nobody is in more than a handful, and a group without rights
 * changes no answer.
 *
 * <p>A check of several rights of which one is enough, such as whether somebody may work on a task, is in the engine a
 * statement of some hundred lines, put together and planned anew for each task. Since nothing is ever revoked here, it is
 * the same to read the rights that the person, the groups and everybody have on these things, and to look at them.
 */
final class RightsOfAllGroups extends AuthorizationManager {

    private static final String RIGHTS =
            """
            SELECT resource_type_, resource_id_, perms_ FROM act_ru_authorization
            WHERE resource_id_ = ANY (:things) AND resource_type_ = ANY (:kinds)
              AND ((type_ = :grant AND (user_id_ = :user OR group_id_ = ANY (:groups))) OR (type_ = :everybody AND user_id_ = '*'))
            """;

    private final JdbcClient jdbc;

    private RightsOfAllGroups(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Right(int kind, String thing, int permissions) {

        boolean answers(PermissionCheck check) {
            int asked = check.getPermission().getValue();
            return kind == check.getResource().resourceType()
                    && (thing.equals(Authorization.ANY) || thing.equals(check.getResourceId()))
                    && (permissions & asked) == asked;
        }
    }

    @Override
    public List<String> filterAuthenticatedGroupIds(@Nullable List<String> groups) {
        return groups == null ? List.of() : groups;
    }

    @Override
    public boolean isAuthorized(String userId, @Nullable List<String> groups, CompositePermissionCheck checks) {
        List<PermissionCheck> asked = checks.getAtomicChecks();
        if (asked.isEmpty()
                || !checks.isDisjunctive()
                || !checks.getCompositeChecks().isEmpty()
                || !asked.stream().allMatch(this::isPlain)
                || !ProcessEngineConfiguration.AUTHORIZATION_CHECK_REVOKE_NEVER.equals(
                        Context.getProcessEngineConfiguration().getAuthorizationCheckRevokes())) {
            return super.isAuthorized(userId, groups, checks);
        }
        List<Right> rights = rights(userId, filterAuthenticatedGroupIds(groups), asked);
        return asked.stream().anyMatch(check -> rights.stream().anyMatch(right -> right.answers(check)));
    }

    /** The others are the engine's to answer, or to refuse. */
    private boolean isPlain(PermissionCheck check) {
        return check.getResourceId() != null
                && check.getResourceIdQueryParam() == null
                && check.getAuthorizationNotFoundReturnValue() == null
                && isResourceValidForPermission(check);
    }

    private List<Right> rights(String userId, List<String> groups, List<PermissionCheck> asked) {
        Set<String> things = Stream.concat(
                        Stream.of(Authorization.ANY), asked.stream().map(PermissionCheck::getResourceId))
                .collect(Collectors.toSet());
        return jdbc.sql(RIGHTS)
                .param("things", things.toArray(String[]::new))
                .param(
                        "kinds",
                        asked.stream()
                                .mapToInt(check -> check.getResource().resourceType())
                                .distinct()
                                .toArray())
                .param("grant", Authorization.AUTH_TYPE_GRANT)
                .param("user", userId)
                .param("groups", groups.toArray(String[]::new))
                .param("everybody", Authorization.AUTH_TYPE_GLOBAL)
                .query((row, n) -> new Right(row.getInt(1), row.getString(2), row.getInt(3)))
                .list();
    }

    record Factory(Supplier<JdbcClient> jdbc) implements SessionFactory {

        @Override
        public Class<?> getSessionType() {
            return AuthorizationManager.class;
        }

        @Override
        public Session openSession() {
            return new RightsOfAllGroups(jdbc.get());
        }
    }
}
