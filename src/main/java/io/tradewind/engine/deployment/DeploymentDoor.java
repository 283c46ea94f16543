package io.tradewind.engine.deployment;

import io.tradewind.engine.Refused;
import java.io.ByteArrayInputStream;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.camunda.bpm.engine.impl.RepositoryServiceImpl;
import org.camunda.bpm.engine.impl.persistence.entity.DeploymentEntity;
import org.camunda.bpm.engine.impl.repository.DeploymentBuilderImpl;
import org.camunda.bpm.engine.repository.DeleteProcessDefinitionsSelectBuilder;
import org.camunda.bpm.engine.repository.DeploymentBuilder;
import org.camunda.bpm.engine.repository.DeploymentWithDefinitions;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;

/** Every deployment passes here, whole, whether it comes over HTTP, from a web application or from Java; none is deleted. */
final class DeploymentDoor extends RepositoryServiceImpl {

    private final ObjectProvider<ExaminedDeployment> examined;

    DeploymentDoor(ObjectProvider<ExaminedDeployment> examined) {
        this.examined = examined;
    }

    @Override
    public DeploymentWithDefinitions deployWithResult(DeploymentBuilderImpl builder) {
        ExaminedDeployment deployments = examined.getIfAvailable();
        if (deployments == null || !deployments.isByPerson()) {
            return super.deployWithResult(builder);
        }
        DeploymentEntity deployment = builder.getDeployment();
        Map<String, byte[]> files = new TreeMap<>();
        if (deployment.getResources() != null) {
            deployment.getResources().forEach((name, resource) -> files.put(name, resource.getBytes()));
        }
        Map<String, Set<String>> again = new HashMap<>();
        builder.getDeployments().forEach(id -> again.put(id, Set.of()));
        builder.getDeploymentResourcesById().forEach((id, names) -> again.computeIfAbsent(id, i -> new HashSet<>())
                .addAll(names));
        builder.getDeploymentResourcesByName().forEach((id, names) -> again.computeIfAbsent(id, i -> new HashSet<>())
                .addAll(names));
        String name = deployment.getName();
        return deployments.deploy(
                new ExaminedDeployment.Wanted(
                        name == null && builder.getNameFromDeployment() != null
                                ? nameOf(builder.getNameFromDeployment())
                                : name,
                        deployment.getSource(),
                        deployment.getTenantId(),
                        builder.getProcessDefinitionsActivationDate() != null,
                        files,
                        again),
                new Whole());
    }

    private @Nullable String nameOf(String deploymentId) {
        DeploymentEntity other = find(deploymentId);
        String name = other == null ? null : other.getName();
        return name != null && name.startsWith(ModelDeployer.NAME) ? "Back to " + name.replace(':', ' ') : name;
    }

    private DeploymentEntity find(String deploymentId) {
        return getCommandExecutor()
                .execute(context -> context.getDeploymentManager().findDeploymentById(deploymentId));
    }

    @Override
    public void deleteDeployment(
            String deploymentId, boolean cascade, boolean skipCustomListeners, boolean skipIoMappings) {
        keep();
        super.deleteDeployment(deploymentId, cascade, skipCustomListeners, skipIoMappings);
    }

    @Override
    public void deleteProcessDefinition(
            String processDefinitionId, boolean cascade, boolean skipCustomListeners, boolean skipIoMappings) {
        keep();
        super.deleteProcessDefinition(processDefinitionId, cascade, skipCustomListeners, skipIoMappings);
    }

    @Override
    public DeleteProcessDefinitionsSelectBuilder deleteProcessDefinitions() {
        keep();
        return super.deleteProcessDefinitions();
    }

    /** Running cases, the record of changes, the pictures of versions and the way back all need what was deployed once. */
    private void keep() {
        ExaminedDeployment deployments = examined.getIfAvailable();
        if (deployments != null && deployments.isByPerson()) {
            throw new Refused(
                    "deployment",
                    "Nothing was deleted: deployments and their versions are kept, because running cases and the record"
                            + " of changes stand on them. To take a change back, go back to the version before on the"
                            + " page /processes.");
        }
    }

    private DeploymentWithDefinitions deployUnexamined(DeploymentBuilderImpl builder) {
        return super.deployWithResult(builder);
    }

    /** All of the modules' files in a deployment of their own; the engine's own filters would take some out again. */
    private final class Whole implements ExaminedDeployment.Engine<DeploymentWithDefinitions> {

        @Override
        public DeploymentWithDefinitions deploy(String why, @Nullable String source, Map<String, byte[]> files) {
            DeploymentBuilder whole = createDeployment().name(why).source(source);
            files.forEach((file, content) -> whole.addInputStream(file, new ByteArrayInputStream(content)));
            return deployUnexamined((DeploymentBuilderImpl) whole);
        }

        @Override
        public DeploymentWithDefinitions present(String deploymentId) {
            return find(deploymentId);
        }

        @Override
        public String id(DeploymentWithDefinitions deployed) {
            return deployed.getId();
        }
    }
}
