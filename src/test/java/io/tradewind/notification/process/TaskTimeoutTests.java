package io.tradewind.notification.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.engine.Acting;
import io.tradewind.notification.MailHistory;
import io.tradewind.notification.WrittenMail;
import io.tradewind.support.EngineSteps;
import io.tradewind.support.TradewindTest;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@TradewindTest
class TaskTimeoutTests {

    private static final String MODEL =
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
                xmlns:camunda="http://camunda.org/schema/1.0/bpmn"
                xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" targetNamespace="test">
              <bpmn:process id="patience" isExecutable="true" camunda:historyTimeToLive="P1D">
                <bpmn:startEvent id="start"/>
                <bpmn:sequenceFlow id="a" sourceRef="start" targetRef="wait-for-it"/>
                <bpmn:userTask id="wait-for-it" name="Wait for it" camunda:assignee="${rep}"
                    camunda:candidateGroups="${group}" camunda:dueDate="${workingTime.days(2)}">
                  <bpmn:extensionElements>
                    <camunda:taskListener delegateExpression="${remindListener}" event="timeout" id="remind-wait-for-it">
                      <bpmn:timerEventDefinition>
                        <bpmn:timeDate xsi:type="bpmn:tFormalExpression">${workingTime.days(1)}</bpmn:timeDate>
                      </bpmn:timerEventDefinition>
                    </camunda:taskListener>
                    <camunda:taskListener delegateExpression="${escalateListener}" event="timeout" id="escalate-wait-for-it">
                      <bpmn:timerEventDefinition>
                        <bpmn:timeDate xsi:type="bpmn:tFormalExpression">${workingTime.days(3)}</bpmn:timeDate>
                      </bpmn:timerEventDefinition>
                    </camunda:taskListener>
                  </bpmn:extensionElements>
                </bpmn:userTask>
                <bpmn:sequenceFlow id="b" sourceRef="wait-for-it" targetRef="end"/>
                <bpmn:endEvent id="end"/>
              </bpmn:process>
            </bpmn:definitions>
            """;

    @Autowired
    private RepositoryService repository;

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private TaskService tasks;

    @Autowired
    private EngineSteps steps;

    @Autowired
    private MailHistory history;

    @Autowired
    private Acting acting;

    private String deployment = "";

    @BeforeEach
    void deploy() {
        deployment = repository
                .createDeployment()
                .name("patience")
                .addString("patience.bpmn", MODEL)
                .deploy()
                .getId();
    }

    @AfterEach
    void undeploy() {
        repository.deleteDeployment(deployment, true);
    }

    @Test
    void aPersonIsRemindedAndThenTheirManagerIsTold() {
        String instance = start("darcel-schlecht", "sales-rep");
        Task task = steps.task(instance, "wait-for-it");

        steps.fireTimer(instance, "wait-for-it");
        steps.fireTimer(instance, "wait-for-it");

        WrittenMail reminder = history.ofCause("remind:" + task.getId()).orElseThrow();
        assertThat(reminder.recipientUser()).isEqualTo("darcel-schlecht");
        assertThat(reminder.subject()).isEqualTo("Please look at: Wait for it, Acme & Sons");
        assertThat(reminder.text())
                .contains("L-2026-999999", "/camunda/app/tasklist/default/#/?task=" + task.getId(), " (UTC)");
        assertThat(reminder.html()).contains("Acme &amp; Sons");
        assertThat(reminder.reference()).isEqualTo("L-2026-999999");
        assertThat(reminder.customerId()).isEqualTo(42);
        WrittenMail escalation = history.ofCause("escalate:" + task.getId()).orElseThrow();
        assertThat(escalation.recipientUser()).isEqualTo("melvin-marxen");
        assertThat(escalation.text()).contains("waits for Darcel Schlecht");
        assertThat(visibleTo("melvin-marxen", task)).isTrue();
        assertThat(visibleTo("dustin-brinkmann", task)).isFalse();
    }

    @Test
    void aTaskOfNobodyGoesToThoseWhoMayClaimItAndThenToTheirCommonSuperior() {
        String instance = start(null, "sales-rep");
        Task task = steps.task(instance, "wait-for-it");
        assertThat(visibleTo("director", task)).isFalse();

        steps.fireTimer(instance, "wait-for-it");
        steps.fireTimer(instance, "wait-for-it");

        assertThat(remindersOf(task)).hasSize(10);
        assertThat(history.ofCause("escalate:" + task.getId()).orElseThrow().recipientUser())
                .isEqualTo("director");
        assertThat(visibleTo("director", task)).isTrue();
    }

    @Test
    void aTeamsTaskEscalatesToWhoeverLeadsTheTeam() {
        String instance = start(null, "finance");
        Task task = steps.task(instance, "wait-for-it");

        steps.fireTimer(instance, "wait-for-it");
        steps.fireTimer(instance, "wait-for-it");

        assertThat(remindersOf(task))
                .singleElement()
                .extracting(WrittenMail::recipientUser)
                .isEqualTo("finance");
        assertThat(history.ofCause("escalate:" + task.getId()).orElseThrow().recipientUser())
                .isEqualTo("gm");
    }

    @Test
    void atTheTopTheAdministratorsAreTold() {
        String instance = start("gm", "general-manager");
        Task task = steps.task(instance, "wait-for-it");

        steps.fireTimer(instance, "wait-for-it");
        steps.fireTimer(instance, "wait-for-it");

        assertThat(history.ofCause("escalate:" + task.getId()).orElseThrow().recipientUser())
                .isEqualTo("admin");
    }

    private String start(@org.jspecify.annotations.Nullable String assignee, String group) {
        Map<String, Object> variables = new java.util.HashMap<>();
        variables.put("rep", assignee);
        variables.put("group", group);
        variables.put("customerName", "Acme & Sons");
        variables.put("customerId", 42L);
        return acting.asSystem(() -> runtime.startProcessInstanceByKey("patience", "L-2026-999999", variables)
                .getId());
    }

    private List<WrittenMail> remindersOf(Task task) {
        return history.about("L-2026-999999").stream()
                .filter(mail -> mail.cause().startsWith("remind:" + task.getId()))
                .toList();
    }

    private boolean visibleTo(String userId, Task task) {
        boolean[] visible = new boolean[1];
        steps.as(
                userId,
                () -> visible[0] = tasks.createTaskQuery().taskId(task.getId()).count() == 1);
        return visible[0];
    }
}
