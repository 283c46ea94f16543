package io.tradewind.engine.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.support.TradewindTest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.db.CompositePermissionCheck;
import org.camunda.bpm.engine.impl.db.PermissionCheckBuilder;
import org.camunda.bpm.engine.impl.persistence.entity.AuthorizationManager;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Whoever asks for whatever: the answer is the engine's own. */
@TradewindTest
class RightsOfAllGroupsTests {

    private static final String PROCESS = "no-such-process";

    @Autowired
    private AuthorizationService authorizations;

    @Autowired
    private ProcessEngineConfigurationImpl engine;

    @Autowired
    private PlatformTransactionManager transactions;

    /** Of nobody in particular when both names are missing. */
    private record Row(
            @Nullable String user, @Nullable String group, Resource kind, String thing, Permission... permissions) {}

    private record Asked(String what, String user, List<String> groups, CompositePermissionCheck checks) {}

    @Test
    void answersAsTheEngineDoes() {
        Collection<String> outcomes = new TreeSet<>();
        for (Row row : rows()) {
            new TransactionTemplate(transactions).executeWithoutResult(undone -> {
                undone.setRollbackOnly();
                write(row);
                for (Asked asked : engine.getCommandExecutorTxRequired().execute(context -> questions())) {
                    boolean expected = engine.getCommandExecutorTxRequired()
                            .execute(context -> new AuthorizationManager()
                                    .isAuthorized(asked.user(), asked.groups(), asked.checks()));
                    boolean answered = engine.getCommandExecutorTxRequired()
                            .execute(context -> context.getAuthorizationManager()
                                    .isAuthorized(asked.user(), asked.groups(), asked.checks()));
                    assertThat(answered).as("%s with %s", asked, row).isEqualTo(expected);
                    outcomes.add(asked.what() + expected);
                }
            });
        }
        assertThat(outcomes).contains("work true", "work false", "both true", "both false", "any false");
    }

    private static List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        rows.add(new Row("somebody-else", null, Resources.TASK, "*", Permissions.ALL));
        rows.add(new Row("asking", null, Resources.TASK, "another-task", Permissions.TASK_WORK));
        rows.add(new Row(null, null, Resources.TASK, "*", Permissions.TASK_WORK));
        rows.add(new Row(null, null, Resources.PROCESS_DEFINITION, PROCESS, Permissions.UPDATE_TASK));
        for (Resource kind : List.of(Resources.TASK, Resources.PROCESS_DEFINITION, Resources.PROCESS_INSTANCE)) {
            for (String thing : List.of("the-task", PROCESS, "*")) {
                for (Permission permission :
                        List.of(Permissions.TASK_WORK, Permissions.UPDATE, Permissions.UPDATE_TASK, Permissions.READ)) {
                    if (Stream.of(permission.getTypes()).anyMatch(type -> type.resourceType() == kind.resourceType())) {
                        rows.add(new Row("asking", null, kind, thing, permission));
                        rows.add(new Row(null, "theirs", kind, thing, permission, Permissions.READ));
                    }
                }
            }
        }
        return rows;
    }

    private static List<Asked> questions() {
        List<Asked> questions = new ArrayList<>();
        for (String user : List.of("asking", "nobody-of-that-name")) {
            for (List<String> groups : List.of(List.<String>of(), List.of("theirs", "others"), List.of("others"))) {
                questions.add(new Asked(
                        "work ",
                        user,
                        groups,
                        new PermissionCheckBuilder()
                                .disjunctive()
                                .atomicCheckForResourceId(Resources.TASK, "the-task", Permissions.TASK_WORK)
                                .atomicCheckForResourceId(Resources.PROCESS_DEFINITION, PROCESS, Permissions.TASK_WORK)
                                .atomicCheckForResourceId(Resources.TASK, "the-task", Permissions.UPDATE)
                                .atomicCheckForResourceId(
                                        Resources.PROCESS_DEFINITION, PROCESS, Permissions.UPDATE_TASK)
                                .build()));
                questions.add(new Asked(
                        "both ",
                        user,
                        groups,
                        new PermissionCheckBuilder()
                                .conjunctive()
                                .atomicCheckForResourceId(Resources.TASK, "the-task", Permissions.READ)
                                .atomicCheckForResourceId(Resources.TASK, "*", Permissions.READ)
                                .build()));
                questions.add(new Asked(
                        "any ",
                        user,
                        groups,
                        new PermissionCheckBuilder()
                                .disjunctive()
                                .atomicCheckForResourceId(Resources.TASK, "*", Permissions.UPDATE)
                                .atomicCheckForResourceId(Resources.PROCESS_DEFINITION, "*", Permissions.READ_TASK)
                                .build()));
            }
        }
        return questions;
    }

    private void write(Row row) {
        Authorization right = authorizations.createNewAuthorization(
                row.user() == null && row.group() == null
                        ? Authorization.AUTH_TYPE_GLOBAL
                        : Authorization.AUTH_TYPE_GRANT);
        if (row.user() != null) {
            right.setUserId(row.user());
        }
        if (row.group() != null) {
            right.setGroupId(row.group());
        }
        right.setResource(row.kind());
        right.setResourceId(row.thing());
        right.setPermissions(row.permissions());
        authorizations.saveAuthorization(right);
    }
}
