package io.tradewind.engine.deployment;

import io.tradewind.engine.examination.Reading;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.impl.persistence.entity.ResourceEntity;
import org.camunda.bpm.engine.repository.Deployment;
import org.camunda.bpm.engine.repository.Resource;
import org.camunda.bpm.engine.repository.ResourceDefinition;

/**
 * What new cases run by: of each module the newest deployment, and of what stands in no module the newest of each file.
 *
 * @param files name in the deployment → content
 * @param deployments name in the deployment → id of the deployment it is in
 * @param definitions {@code process <id>}, {@code decision <id>} → name in the deployment
 */
record LiveModels(Map<String, byte[]> files, Map<String, String> deployments, Map<String, String> definitions) {

    static LiveModels of(RepositoryService repository) {
        Map<String, String> definitions = new HashMap<>();
        Set<String> ids = new LinkedHashSet<>();
        repository
                .createProcessDefinitionQuery()
                .latestVersion()
                .list()
                .forEach(process -> note("process ", process, definitions, ids));
        repository
                .createDecisionDefinitionQuery()
                .latestVersion()
                .list()
                .forEach(decision -> note("decision ", decision, definitions, ids));
        List<Deployment> newestFirst = new ArrayList<>();
        for (String id : ids) {
            newestFirst.add(repository.createDeploymentQuery().deploymentId(id).singleResult());
        }
        newestFirst.sort(Comparator.comparing(Deployment::getDeploymentTime).reversed());
        Map<String, byte[]> files = new TreeMap<>();
        Map<String, String> deployments = new HashMap<>();
        Set<String> modules = new HashSet<>();
        for (Deployment deployment : newestFirst) {
            Set<String> here = new HashSet<>();
            for (Resource resource : repository.getDeploymentResources(deployment.getId())) {
                String module = Reading.module(resource.getName());
                boolean older = module.isEmpty()
                        ? files.containsKey(resource.getName()) || !definitions.containsValue(resource.getName())
                        : modules.contains(module);
                if (!older) {
                    files.put(resource.getName(), content(resource));
                    deployments.put(resource.getName(), deployment.getId());
                    here.add(module);
                }
            }
            here.remove("");
            modules.addAll(here);
        }
        return new LiveModels(files, deployments, definitions);
    }

    Map<String, byte[]> formFiles() {
        Map<String, byte[]> forms = new TreeMap<>(files);
        forms.keySet().removeIf(name -> !name.endsWith(".form"));
        return forms;
    }

    private static void note(
            String kind, ResourceDefinition definition, Map<String, String> definitions, Set<String> ids) {
        definitions.put(kind + definition.getKey(), definition.getResourceName());
        ids.add(definition.getDeploymentId());
    }

    /** It was read together with its name; {@code getResourceAsStreamById} would be one more question for each. */
    static byte[] content(Resource resource) {
        return ((ResourceEntity) resource).getBytes();
    }
}
