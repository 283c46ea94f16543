package io.tradewind.engine.security;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.AuthorizationQuery;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.Resource;
import org.jspecify.annotations.Nullable;

/** Rights of groups, read at once: asked for one by one they are some three hundred questions at every start. */
final class Grants {

    private record Key(String group, int resource, String resourceId) {}

    private final AuthorizationService authorizations;
    private final Map<Key, Authorization> present = new HashMap<>();

    private Grants(AuthorizationService authorizations) {
        this.authorizations = authorizations;
    }

    /** @param which what is read; what is added later must be among it */
    @SafeVarargs
    static Grants read(AuthorizationService authorizations, UnaryOperator<AuthorizationQuery>... which) {
        Grants grants = new Grants(authorizations);
        for (UnaryOperator<AuthorizationQuery> these : which) {
            these.apply(authorizations.createAuthorizationQuery().authorizationType(Authorization.AUTH_TYPE_GRANT))
                    .list()
                    .forEach(grants::remember);
        }
        return grants;
    }

    private void remember(Authorization authorization) {
        @Nullable String group = authorization.getGroupId();
        if (group != null) {
            present.put(new Key(group, authorization.getResourceType(), authorization.getResourceId()), authorization);
        }
    }

    void add(String group, Resource resource, String resourceId, Permission... permissions) {
        Key key = new Key(group, resource.resourceType(), resourceId);
        Authorization authorization = present.get(key);
        if (authorization == null) {
            authorization = authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
            authorization.setGroupId(group);
            authorization.setResource(resource);
            authorization.setResourceId(resourceId);
        } else if (Arrays.stream(permissions).allMatch(authorization::isPermissionGranted)) {
            return;
        }
        Arrays.stream(permissions).forEach(authorization::addPermission);
        present.put(key, authorizations.saveAuthorization(authorization));
    }
}
