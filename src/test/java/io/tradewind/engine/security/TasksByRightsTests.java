package io.tradewind.engine.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.support.EngineSteps;
import io.tradewind.support.TradewindTest;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
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
                                .endEvent()
                                .done())
                .deploy()
                .getId();
        for (String rep : new String[] {REP, OTHER_REP, null}) {
            runtime.startProcessInstanceByKey("test-by-rights", "by-rights", Variables.putValue("rep", rep));
        }
    }

    @AfterEach
    void undeploy() {
        repository.deleteDeployment(deployment, true);
    }

    @Test
    void everybodyFindsWhatTheEnginesOwnStatementFinds() {
        List<UnaryOperator<TaskQuery>> questions = List.of(
                query -> query,
                query -> query.taskAssignee(REP),
                query -> query.taskUnassigned(),
                query -> query.taskCandidateGroupIn(List.of("sales-rep", "legal")),
                query -> query.taskCandidateGroup("legal").includeAssignedTasks(),
                query -> query.processInstanceBusinessKey("by-rights"),
                query ->
                        query.or().taskAssignee(REP).taskCandidateGroup("legal").endOr(),
                query -> query.processVariableValueEquals("rep", OTHER_REP),
                query -> query.orderByProcessVariable("rep", ValueType.STRING).desc());
        for (String user : List.of(REP, MANAGER, OTHER_REP, "legal", "finance", "director", "owner", "admin")) {
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
        steps.as("admin", () -> assertThat(found(query -> query)).hasSize(3));
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
                .contains("RES.ID_ IN (SELECT RESOURCE_ID_ FROM RIGHTS)")
                .doesNotContain("AUTH ON", "distinct")
                .endsWith("LIMIT ? OFFSET ?");
        assertThat(TasksByRights.rewritten("select 1")).isEqualTo("select 1");
        assertThat(engine.getDbSqlSessionFactory().mapStatement("selectTaskByQueryCriteria"))
                .isEqualTo("selectTaskByQueryCriteriaByRights");
        assertThat(asked(REP)).startsWith("WITH RIGHTS").doesNotContain("AUTH ON");
    }

    /** As it comes out of the engine's mapping for this person. */
    private String asked(String user) {
        AtomicReference<String> sql = new AtomicReference<>("");
        steps.as(user, () -> {
            TaskQueryImpl query = (TaskQueryImpl) tasks.createTaskQuery();
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
