package io.tradewind.engine.deployment;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.TreeMap;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.DeploymentBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.stereotype.Component;

/**
 * Deploys the models that travel in the jar: one deployment per module, so that a model, its forms and its decisions
 * move together, under the names they have in the repository ({@code bpmn/lead/lead-qualification.bpmn}), so that an
 * IDE, a build and a jar look alike to the engine and nothing gets a new version when nothing changed.
 *
 * <p>The engine's own start-up deployment names resources by absolute path or bare file name, and leaves forms out.
 */
@Component
public class ModelDeployer {

    private static final Logger log = LoggerFactory.getLogger(ModelDeployer.class);

    /** Source mark of what came with the application, as opposed to a process owner's own deployment. */
    public static final String SOURCE = "tradewind";

    private final RepositoryService repository;
    private final ResourcePatternResolver resources;

    ModelDeployer(RepositoryService repository, ResourcePatternResolver resources) {
        this.repository = repository;
        this.resources = resources;
    }

    /** Deploys every module whose resources changed since its last deployment by this application. */
    public void deployAll() {
        modules().forEach(this::deploy);
    }

    private void deploy(String module, Map<String, Resource> files) {
        DeploymentBuilder deployment = repository
                .createDeployment()
                .name("tradewind:" + module)
                .source(SOURCE)
                .enableDuplicateFiltering(false);
        files.forEach((name, file) -> {
            try (InputStream content = file.getInputStream()) {
                deployment.addInputStream(name, content);
            } catch (IOException e) {
                throw new IllegalStateException("Cannot read " + name, e);
            }
        });
        String id = deployment.deploy().getId();
        log.info("Models of module {}: {} resources, deployment {}", module, files.size(), id);
    }

    private Map<String, Map<String, Resource>> modules() {
        Map<String, Map<String, Resource>> modules = new TreeMap<>();
        for (String root : new String[] {"bpmn", "forms"}) {
            try {
                for (Resource file : resources.getResources("classpath*:" + root + "/*/*.*")) {
                    String url = file.getURL().toString();
                    String name = url.substring(url.lastIndexOf("/" + root + "/") + 1);
                    String module = name.split("/")[1];
                    modules.computeIfAbsent(module, m -> new TreeMap<>()).put(name, file);
                }
            } catch (IOException e) {
                throw new IllegalStateException("Cannot list the models under " + root + "/", e);
            }
        }
        return modules;
    }
}
