package io.tradewind.engine.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.support.EngineSteps;
import io.tradewind.support.TradewindTest;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.impl.TaskQueryImpl;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.task.TaskQuery;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.engine.variable.type.ValueType;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@TradewindTest
class TasksByRightsTests {

    private static final String REP = "darcel-schlecht";
    private static final String MANAGER = "melvin-marxen";
    private static final String OTHER_REP = "zane-levy";

    @Autowired
    private EngineSteps steps;

    @Autowired
    private RepositoryService repository;

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private TaskService tasks;

    @Autowired
    private ProcessEngineConfigurationImpl engine;

    @Autowired
    private AuthorizationService authorizations;

    private final List<String> instances = new ArrayList<>();
    private final List<String> granted = new ArrayList<>();
    private String deployment = "";

    @BeforeEach
    void start() {
        deployment = repository
                .createDeployment()
                .addModelInstance(
                        "by-rights.bpmn",
                        Bpmn.createExecutableProcess("test-by-rights")
                                .camundaHistoryTimeToLive(1)
                                .startEvent()
                                .userTask("do-it")
                                .camundaAssignee("${rep}")
                                .camundaCandidateGroups("sales-rep,legal")
                                .camundaDueDate("2017-01-01T00:00:00")
                                .endEvent()
                                .done())
                .deploy()
                .getId();
        for (String rep : new String[] {REP, OTHER_REP, null}) {
            instances.add(
                    runtime.startProcessInstanceByKey("test-by-rights", "by-rights", Variables.putValue("rep", rep))
                            .getId());
        }
    }

    @AfterEach
    void undeploy() {
        granted.forEach(authorizations::deleteAuthorization);
        repository.deleteDeployment(deployment, true);
    }

    private void grant(String user, Resource resource, String id, Permission permission) {
        Authorization right = authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
        right.setUserId(user);
        right.setResource(resource);
        right.setResourceId(id);
        right.addPermission(permission);
        granted.add(authorizations.saveAuthorization(right).getId());
    }

    private String[] taskIds() {
        return instances.stream()
                .map(instance -> tasks.createTaskQuery()
                        .processInstanceId(instance)
                        .singleResult()
                        .getId())
                .toArray(String[]::new);
    }

    @Test
    void everybodyFindsWhatTheEnginesOwnStatementFinds() {
        String[] ids = taskIds();
        List<UnaryOperator<TaskQuery>> questions = List.of(
                query -> query,
                query -> query.taskAssignee(REP),
                query -> query.taskUnassigned(),
                query -> query.taskCandidateGroupIn(List.of("sales-rep", "legal")),
                query -> query.taskCandidateGroup("legal").includeAssignedTasks(),
                query -> query.processInstanceBusinessKey("by-rights"),
                query -> query.processInstanceId(instances.get(0)),
                query -> query.taskIdIn(ids),
                query -> query.active().dueBefore(new Date()).orderByDueDate().asc(),
                query ->
                        query.or().taskAssignee(REP).taskCandidateGroup("legal").endOr(),
                query -> query.processVariableValueEquals("rep", OTHER_REP),
                query -> query.orderByProcessVariable("rep", ValueType.STRING).desc());
        grant("product", Resources.PROCESS_DEFINITION, "test-by-rights", ProcessDefinitionPermissions.READ_TASK);
        grant("product", Resources.TASK, ids[0], Permissions.READ);
        grant("marketing", Resources.TASK, Authorization.ANY, Permissions.READ);
        grant("marketing", Resources.TASK, ids[0], Permissions.READ);
        for (String user : List.of(
                REP, MANAGER, OTHER_REP, "legal", "finance", "director", "owner", "product", "marketing", "admin")) {
            steps.as(
                    user,
                    () -> questions.forEach(question -> {
                        List<String> ours = found(question);
                        assertThat(ours)
                                .as(user + " asks question " + questions.indexOf(question))
                                .isEqualTo(StockStatements.during(engine, () -> found(question)));
                        assertThat(question.apply(ofThese()).count()).isEqualTo(ours.size());
                    }));
        }
        steps.as(REP, () -> assertThat(found(query -> query)).hasSize(2));
        steps.as(MANAGER, () -> assertThat(found(query -> query)).hasSize(1));
        steps.as("finance", () -> assertThat(found(query -> query)).isEmpty());
        for (String all : List.of("admin", "product", "marketing")) {
            steps.as(all, () -> assertThat(found(query -> query)).hasSize(3));
        }
    }

    @Test
    void aTaskWithoutAProcessIsSeenByWhoSeesAll() {
        Task loose = tasks.newTask();
        loose.setName("Loose by rights");
        tasks.saveTask(loose);
        try {
            TaskQuery question = tasks.createTaskQuery().taskName("Loose by rights");

            steps.as("admin", () -> assertThat(question.count()).isEqualTo(1));
            steps.as(REP, () -> assertThat(question.count()).isZero());
        } finally {
            tasks.deleteTask(loose.getId(), true);
        }
    }

    @Test
    void theStatementIsTheOneThatLooksRightsUp() {
        String stock =
                "select distinct RES.REV_ from ACT_RU_TASK RES left join ACT_RE_PROCDEF D on RES.PROC_DEF_ID_ = D.ID_\n"
                        + " inner join ( SELECT A.* FROM ACT_RU_AUTHORIZATION A WHERE A.TYPE_ < 2 AND ( A.USER_ID_ in ( ?, '*') ) )\n"
                        + " AUTH ON (AUTH.RESOURCE_ID_ IN ( RES.ID_ , D.KEY_ , '*' ))"
                        + " WHERE ( 1 = 1 ) and ( (AUTH.RESOURCE_ID_ IS NOT NULL) ) order by RES.ID_ asc LIMIT ? OFFSET ?";

        assertThat(TasksByRights.rewritten(stock))
                .startsWith("WITH RIGHTS AS MATERIALIZED (SELECT A.RESOURCE_ID_ FROM ACT_RU_AUTHORIZATION A")
                .contains("ID_ = ANY (ARRAY(SELECT RESOURCE_ID_ FROM RIGHTS))")
                .doesNotContain("AUTH ON", "AUTH.", "distinct")
                .endsWith("LIMIT ? OFFSET ?");
        assertThat(TasksByRights.rewritten(stock.replace("1 = 1", "RES.ID_ = ?")))
                .contains("from ACT_RU_TASK RES", "RES.ID_ IN (SELECT RESOURCE_ID_ FROM RIGHTS)")
                .doesNotContain("AUTH ON", "AUTH.", "distinct");
        assertThat(TasksByRights.rewritten(stock.replace(
                        "ACT_RU_TASK RES", "ACT_RU_TASK RES left join ACT_RU_IDENTITYLINK I on I.TASK_ID_ = RES.ID_")))
                .contains(
                        "select distinct",
                        "left join lateral (SELECT * FROM ACT_RU_IDENTITYLINK WHERE TASK_ID_ = RES.ID_");
        assertThat(TasksByRights.rewritten("select 1")).isEqualTo("select 1");
        assertThat(engine.getDbSqlSessionFactory().mapStatement("selectTaskByQueryCriteria"))
                .isEqualTo("selectTaskByQueryCriteriaByRights");
        assertThat(asked(REP, tasks.createTaskQuery()))
                .startsWith("WITH RIGHTS")
                .contains("ID_ = ANY (ARRAY(")
                .doesNotContain("AUTH ON");
        assertThat(asked(REP, tasks.createTaskQuery().taskCandidateGroup("legal")))
                .contains("lateral", "RES.ID_ IN (SELECT RESOURCE_ID_ FROM RIGHTS)")
                .doesNotContain("AUTH ON");
    }

    /** As it comes out of the engine's mapping for this person. */
    private String asked(String user, TaskQuery asked) {
        AtomicReference<String> sql = new AtomicReference<>("");
        steps.as(user, () -> {
            TaskQueryImpl query = (TaskQueryImpl) asked;
            query.listPage(0, 1);
            sql.set(engine.getCommandExecutorTxRequired().execute(context -> engine.getSqlSessionFactory()
                    .getConfiguration()
                    .getMappedStatement("selectTaskByQueryCriteriaByRights")
                    .getBoundSql(query)
                    .getSql()));
        });
        return sql.get();
    }

    private TaskQuery ofThese() {
        return tasks.createTaskQuery().processDefinitionKey("test-by-rights");
    }

    private List<String> found(UnaryOperator<TaskQuery> question) {
        return question.apply(ofThese()).listPage(0, 100).stream()
                .map(Task::getId)
                .sorted()
                .toList();
    }
}
