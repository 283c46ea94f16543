package io.tradewind.engine.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.tradewind.support.TradewindTest;
import java.time.Duration;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.repository.Deployment;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** A process owner's model is not a way to run code on the machine. */
@TradewindTest
class NoCodeInModelsTests {

    private static final String PROCESS =
            """
            <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
                         xmlns:camunda="http://camunda.org/schema/1.0/bpmn" targetNamespace="test">
              <process id="owners-try" isExecutable="true" camunda:historyTimeToLive="P3650D">
                <startEvent id="start"/>
                <sequenceFlow id="in" sourceRef="start" targetRef="step"/>
                %s
                <sequenceFlow id="out" sourceRef="step" targetRef="end"/>
                <endEvent id="end"/>
              </process>
            </definitions>
            """;

    @Autowired
    private ProcessEngine engine;

    @Autowired
    private RepositoryService repository;

    @Autowired
    private RuntimeService runtime;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "''.getClass().forName('java.lang.Runtime')",
                "''.class.forName('java.lang.Runtime')",
                "customers.getClass().getClassLoader()",
                "execution.processEngineServices.repositoryService",
                "execution.getProcessEngine().getManagementService()",
                "execution.bpmnModelInstance",
                "workingTime.getClass()",
                "numbers.declaringClass"
            })
    void anExpressionReachesNeitherJavaNorTheEngine(String expression) {
        assertThatThrownBy(() -> run(expression)).hasStackTraceContaining("may not use");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "workingTime.days(2)",
                "workingTime.of('darcel-schlecht').days(2)",
                "execution.processBusinessKey",
                "execution.getVariable('numbers')",
                "numbers[0]",
                "numbers.size() == 2",
                "customers.substring(1)",
                "customers == 'some' and numbers[1] > 1"
            })
    void anExpressionNamesVariablesWorkingTimeAndTheStepItself(String expression) {
        run(expression);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<serviceTask id=\"step\" camunda:class=\"javax.script.ScriptEngineManager\"/>",
                "<serviceTask id=\"step\" camunda:type=\"shell\"><extensionElements>"
                        + "<camunda:field name=\"command\" stringValue=\"true\"/></extensionElements></serviceTask>",
                "<scriptTask id=\"step\" scriptFormat=\"javascript\"><script>1</script></scriptTask>",
                "<serviceTask id=\"step\" camunda:expression=\"${true}\"/>",
                "<manualTask id=\"step\"><extensionElements>"
                        + "<camunda:executionListener event=\"start\" class=\"java.lang.Thread\"/>"
                        + "</extensionElements></manualTask>",
                "<intermediateThrowEvent id=\"step\"><messageEventDefinition camunda:type=\"shell\"><extensionElements>"
                        + "<camunda:field name=\"command\" stringValue=\"true\"/></extensionElements>"
                        + "</messageEventDefinition></intermediateThrowEvent>",
                "<intermediateThrowEvent id=\"step\"><messageEventDefinition camunda:type=\"mail\"><extensionElements>"
                        + "<camunda:field name=\"to\" stringValue=\"a@b.example\"/><camunda:field name=\"text\" stringValue=\"t\"/></extensionElements>"
                        + "</messageEventDefinition></intermediateThrowEvent>",
                "<sendTask id=\"step\" xmlns:activiti=\"http://activiti.org/bpmn\" activiti:type=\"mail\">"
                        + "<extensionElements><activiti:field name=\"to\" stringValue=\"a@b.example\"/><activiti:field name=\"text\" stringValue=\"t\"/>"
                        + "</extensionElements></sendTask>",
                "<serviceTask id=\"step\" xmlns:activiti=\"http://activiti.org/bpmn\" activiti:class=\"java.lang.Thread\"/>",
                "<intermediateCatchEvent id=\"step\"><conditionalEventDefinition><condition xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:type=\"tFormalExpression\" language=\"juel\">"
                        + "${true}</condition></conditionalEventDefinition></intermediateCatchEvent>"
            })
    void aModelWithCodeInItIsRefusedAndNothingOfItIsDeployed(String step) {
        long before = repository.createProcessDefinitionQuery().count();

        assertThatThrownBy(() -> deploy(step))
                .hasMessageContaining("'step'")
                .hasMessageContaining("Models here contain no code");

        assertThat(repository.createProcessDefinitionQuery().count()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"juel", "javascript", "groovy", "feel", "JUEL", "anything"})
    void noLanguageIsRun(String language) {
        ProcessEngineConfigurationImpl configuration =
                (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();

        assertThatThrownBy(() -> configuration.getScriptEngineResolver().getScriptEngine(language, true))
                .hasMessageContaining("is run here");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"R/PT0S", "R/PT1S", "R5/PT59S", "R/1970-01-01T00:00:00/PT1M", "0/1 * * * * ?", "* * * * * ?"})
    void aTimerThatNeverRestsIsRefusedAndDoesNotHoldUpTheDeployment(String cycle) {
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> assertThatThrownBy(() -> repository
                        .createDeployment()
                        .addString(
                                "owners-try.bpmn",
                                PROCESS.formatted("<manualTask id=\"step\"/>")
                                        .replace(
                                                "<startEvent id=\"start\"/>",
                                                "<startEvent id=\"start\"><timerEventDefinition><timeCycle>"
                                                        + cycle
                                                        + "</timeCycle></timerEventDefinition></startEvent>"))
                        .deploy())
                .hasMessageContaining("The timer '" + cycle + "'"));
    }

    @Test
    void aStepForAnOutsideWorkerIsNoCode() {
        Deployment deployed = deploy("<serviceTask id=\"step\" camunda:type=\"external\" camunda:topic=\"t\"/>");

        assertThat(repository
                        .createProcessDefinitionQuery()
                        .deploymentId(deployed.getId())
                        .count())
                .isEqualTo(1);
        repository.deleteDeployment(deployed.getId(), true);
    }

    private void run(String expression) {
        Deployment deployed = deploy("<manualTask id=\"step\"><extensionElements><camunda:inputOutput>"
                + "<camunda:inputParameter name=\"r\">${"
                + expression.replace(">", "&gt;")
                + "}</camunda:inputParameter></camunda:inputOutput></extensionElements></manualTask>");
        try {
            String definition = repository
                    .createProcessDefinitionQuery()
                    .deploymentId(deployed.getId())
                    .singleResult()
                    .getId();
            ProcessInstance instance = runtime.createProcessInstanceById(definition)
                    .setVariable("customers", "some")
                    .setVariable("numbers", java.util.List.of(1, 2))
                    .execute();
            assertThat(instance.isEnded()).isTrue();
        } finally {
            repository.deleteDeployment(deployed.getId(), true);
        }
    }

    private Deployment deploy(String step) {
        return repository
                .createDeployment()
                .addString("owners-try.bpmn", PROCESS.formatted(step))
                .deploy();
    }
}
