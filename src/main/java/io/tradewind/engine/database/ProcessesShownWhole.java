package io.tradewind.engine.database;

import org.camunda.bpm.engine.impl.bpmn.deployer.BpmnDeployer;
import org.camunda.bpm.engine.impl.core.model.Properties;
import org.camunda.bpm.engine.impl.persistence.entity.DeploymentEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;

/**
 * Reads a process that this node meets for the first time, and shows it to other threads when it is whole. The engine's own
 * deployer shows it before it has asked the database for the ids of the jobs that its steps make; whoever comes to such a
 * step in between fails with <i>processDefinitionId is null</i>.
 */
class ProcessesShownWhole extends BpmnDeployer {

    /** With all that the engine's own was given. */
    ProcessesShownWhole(BpmnDeployer own) {
        setExpressionManager(own.getExpressionManager());
        setIdGenerator(own.getIdGenerator());
        setBpmnParser(own.getBpmnParser());
    }

    @Override
    protected void registerDefinition(
            DeploymentEntity deployment, ProcessDefinitionEntity process, Properties properties) {
        if (deployment.isNew()) {
            // nobody else knows it before the commit, and timers that start it look for it here
            super.registerDefinition(deployment, process, properties);
        } else {
            definitionAddedToDeploymentCache(deployment, process, properties);
            addDefinitionToDeploymentCache(getDeploymentCache(), process);
            deployment.addDeployedArtifact(process);
        }
    }
}
