package io.tradewind.engine.security;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.identity.Group;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What each role may do in the engine, granted at every start where it is missing. An administrator may grant more;
 * what is taken away of these comes back.
 *
 * <p>Nobody but the administrator may make filters: a stored filter may hold an expression, and an expression is code.
 */
@Component
class RightsAtStart {

    static final String ADMIN = "camunda-admin";

    private static final String OWNER = "process-owner";
    private static final String ANY = Authorization.ANY;
    private static final String JOURNEY = "lead-to-after-sales";

    /** Who may enter a lead, and so start a journey. */
    private static final List<String> LEAD_ENTRY =
            List.of("sales-rep", "sales-support", "sales-manager", "sales-director", "marketing");

    private static final String SERVICE_CASE = "service-case";

    /** Who may report what a customer asks or complains of. */
    private static final List<String> CASE_ENTRY =
            List.of("service", "sales-rep", "sales-support", "sales-manager", "sales-director", "general-manager");

    private static final String PLANNING = "sales-planning";

    /** Who may begin to set a year's targets. */
    private static final List<String> PLANNING_START = List.of("sales-director", "general-manager");

    private static final String CUSTOMER_VISIT = "customer-visit";

    /** Who visits customers. */
    private static final List<String> VISITORS =
            List.of("sales-rep", "sales-manager", "sales-director", "general-manager", "service");

    private final AuthorizationService authorizations;
    private final IdentityService identity;

    RightsAtStart(AuthorizationService authorizations, IdentityService identity) {
        this.authorizations = authorizations;
        this.identity = identity;
    }

    @EventListener(ApplicationStartedEvent.class)
    @Order(Ordered.HIGHEST_PRECEDENCE + 10)
    @Transactional
    public void grant() {
        Grants grants = Grants.read(
                authorizations,
                every -> every.resourceId(ANY),
                every -> every.resourceType(Resources.APPLICATION),
                every -> every.resourceType(Resources.PROCESS_DEFINITION));
        for (String role : roles()) {
            grants.add(role, Resources.APPLICATION, "tasklist", Permissions.ACCESS);
            // models are no secret, and without them Tasklist cannot even tell which process a task belongs to
            grants.add(role, Resources.PROCESS_DEFINITION, ANY, Permissions.READ);
            // names of colleagues
            grants.add(role, Resources.USER, ANY, Permissions.READ);
            grants.add(role, Resources.GROUP, ANY, Permissions.READ);
        }
        for (String role : LEAD_ENTRY) {
            grants.add(role, Resources.PROCESS_DEFINITION, JOURNEY, Permissions.READ, Permissions.CREATE_INSTANCE);
            grants.add(role, Resources.PROCESS_INSTANCE, ANY, Permissions.CREATE);
        }
        for (String role : CASE_ENTRY) {
            grants.add(role, Resources.PROCESS_DEFINITION, SERVICE_CASE, Permissions.READ, Permissions.CREATE_INSTANCE);
            grants.add(role, Resources.PROCESS_INSTANCE, ANY, Permissions.CREATE);
        }
        for (String role : PLANNING_START) {
            grants.add(role, Resources.PROCESS_DEFINITION, PLANNING, Permissions.READ, Permissions.CREATE_INSTANCE);
            grants.add(role, Resources.PROCESS_INSTANCE, ANY, Permissions.CREATE);
        }
        for (String role : VISITORS) {
            grants.add(
                    role, Resources.PROCESS_DEFINITION, CUSTOMER_VISIT, Permissions.READ, Permissions.CREATE_INSTANCE);
            grants.add(role, Resources.PROCESS_INSTANCE, ANY, Permissions.CREATE);
        }
        grants.add(OWNER, Resources.APPLICATION, "cockpit", Permissions.ACCESS);
        grants.add(OWNER, Resources.DEPLOYMENT, ANY, Permissions.CREATE, Permissions.READ);
        grants.add(
                OWNER,
                Resources.PROCESS_DEFINITION,
                ANY,
                Permissions.READ,
                ProcessDefinitionPermissions.READ_INSTANCE,
                ProcessDefinitionPermissions.READ_HISTORY);
        grants.add(OWNER, Resources.DECISION_DEFINITION, ANY, Permissions.READ, Permissions.READ_HISTORY);
        grants.add(OWNER, Resources.DECISION_REQUIREMENTS_DEFINITION, ANY, Permissions.READ);
        for (Resource resource : Resources.values()) {
            grants.add(ADMIN, resource, ANY, Permissions.ALL);
        }
    }

    /** The role groups, made by the organization just before. */
    Set<String> roles() {
        return Stream.concat(
                        identity.createGroupQuery().groupType("ROLE").list().stream()
                                .map(Group::getId),
                        Stream.of(ADMIN))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
