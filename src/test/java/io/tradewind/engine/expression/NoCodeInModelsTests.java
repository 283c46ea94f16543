package io.tradewind.engine.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.support.TradewindTest;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
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
              <process id="owners-try" isExecutable="true" camunda:historyTimeToLive="P1D">
                <startEvent id="start"/>
                <sequenceFlow id="in" sourceRef="start" targetRef="step"/>
                %s
                <sequenceFlow id="out" sourceRef="step" targetRef="end"/>
                <endEvent id="end"/>
              </process>
            </definitions>
            """;

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
                "<serviceTask id=\"step\" camunda:expression=\"${true}\"><extensionElements>"
                        + "<camunda:executionListener event=\"start\" class=\"java.lang.Thread\"/>"
                        + "</extensionElements></serviceTask>"
            })
    void aModelWithCodeInItIsRefusedAndNothingOfItIsDeployed(String step) {
        long before = repository.createProcessDefinitionQuery().count();

        assertThatThrownBy(() -> deploy(step)).hasMessageContaining("'step'").hasMessageContaining("contain no code");

        assertThat(repository.createProcessDefinitionQuery().count()).isEqualTo(before);
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
        Deployment deployed = deploy("<serviceTask id=\"step\" camunda:resultVariable=\"r\" camunda:expression=\"${"
                + expression.replace("'", "&apos;").replace(">", "&gt;") + "}\"/>");
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
