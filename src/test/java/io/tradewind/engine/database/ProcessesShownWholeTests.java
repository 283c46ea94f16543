package io.tradewind.engine.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.support.TradewindTest;
import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.impl.bpmn.deployer.BpmnDeployer;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.core.model.Properties;
import org.camunda.bpm.engine.impl.jobexecutor.JobDeclaration;
import org.camunda.bpm.engine.impl.persistence.entity.DeploymentEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@TradewindTest
class ProcessesShownWholeTests {

    @Autowired
    private ProcessEngine engine;

    @Autowired
    private RepositoryService repository;

    @Test
    void theEngineReadsProcessesThisWay() {
        assertThat(configuration().getDeployers())
                .filteredOn(BpmnDeployer.class::isInstance)
                .hasExactlyElementsOfTypes(ProcessesShownWhole.class);
    }

    @Test
    void aProcessThatIsMetForTheFirstTimeIsShownWhenItsJobsAreKnown() {
        List<Boolean> shown = new ArrayList<>();
        BpmnDeployer whole = new ProcessesShownWhole(own()) {
            @Override
            protected void updateJobDeclarations(
                    List<JobDeclaration<?, ?>> jobs, ProcessDefinitionEntity process, boolean isNew) {
                shown.add(isShown(process.getId()));
                super.updateJobDeclarations(jobs, process, isNew);
            }
        };

        meet(whole);

        assertThat(shown).isNotEmpty().containsOnly(false);
        assertThat(isShown(survey().getId())).isTrue();
    }

    /** Of which this is the cure; when the engine is cured, it can go. */
    @Test
    void theEnginesOwnShowsItBefore() {
        List<Boolean> shown = new ArrayList<>();
        BpmnDeployer own = new BpmnDeployer() {
            @Override
            protected void definitionAddedToDeploymentCache(
                    DeploymentEntity deployment, ProcessDefinitionEntity process, Properties properties) {
                shown.add(isShown(process.getId()));
                super.definitionAddedToDeploymentCache(deployment, process, properties);
            }
        };
        own.setExpressionManager(own().getExpressionManager());
        own.setIdGenerator(own().getIdGenerator());
        own.setBpmnParser(own().getBpmnParser());

        meet(own);

        assertThat(shown).isNotEmpty().containsOnly(true);
    }

    /** As when a node that was just started comes to it. */
    private void meet(BpmnDeployer deployer) {
        ProcessDefinition survey = survey();
        configuration().getDeploymentCache().removeProcessDefinition(survey.getId());
        configuration().getCommandExecutorTxRequired().execute(command -> {
            DeploymentEntity deployment = command.getDeploymentManager().findDeploymentById(survey.getDeploymentId());
            deployment.setNew(false);
            DeploymentEntity only = new DeploymentEntity();
            only.setId(deployment.getId());
            only.setNew(false);
            only.addResource(deployment.getResource(survey.getResourceName()));
            deployer.deploy(only);
            return null;
        });
    }

    private boolean isShown(String process) {
        return configuration().getDeploymentCache().getProcessDefinitionCache().get(process) != null;
    }

    private BpmnDeployer own() {
        return configuration().getDeployers().stream()
                .filter(BpmnDeployer.class::isInstance)
                .map(BpmnDeployer.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private ProcessDefinition survey() {
        return repository
                .createProcessDefinitionQuery()
                .processDefinitionKey("satisfaction-survey")
                .latestVersion()
                .singleResult();
    }

    private ProcessEngineConfigurationImpl configuration() {
        return (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
    }
}
