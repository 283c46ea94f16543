package io.tradewind.engine.deployment;

import io.tradewind.engine.examination.Change;
import io.tradewind.engine.examination.Examination;
import io.tradewind.engine.examination.Finding;
import io.tradewind.engine.examination.Reading;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.Deployment;
import org.camunda.bpm.engine.repository.DeploymentBuilder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

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

    /** How the application's own deployments are called: this and the module. */
    static final String NAME = "tradewind:";

    private final RepositoryService repository;
    private final ResourcePatternResolver resources;
    private final JavaForModels java;
    private final DeploymentRecord record;

    ModelDeployer(
            RepositoryService repository,
            ResourcePatternResolver resources,
            JavaForModels java,
            DeploymentRecord record) {
        this.repository = repository;
        this.resources = resources;
        this.java = java;
        this.record = record;
    }

    /**
     * Examines and deploys every module whose files changed since its last deployment by this application.
     *
     * @throws IllegalStateException with everything that is wrong; nothing has been deployed then
     */
    @Transactional
    public void deployAll() {
        Map<String, Map<String, byte[]>> modules = modules();
        Map<String, Map<String, byte[]>> changed = new TreeMap<>(modules);
        changed.entrySet().removeIf(module -> files(lastOf(module.getKey())).equals(texts(module.getValue())));
        if (changed.isEmpty()) {
            log.info("The models of all {} modules are deployed already", modules.size());
            return;
        }
        LiveModels live = LiveModels.of(repository);
        examine(modules, live);
        changed.forEach((module, files) -> deploy(module, files, live));
    }

    private void examine(Map<String, Map<String, byte[]>> modules, LiveModels live) {
        long begun = System.nanoTime();
        Map<String, byte[]> files = new TreeMap<>();
        modules.values().forEach(files::putAll);
        Map<String, byte[]> others = new TreeMap<>(live.files());
        others.keySet().removeIf(name -> modules.containsKey(Reading.module(name)));
        List<Finding> errors = Examination.of(files, others, java.now()).stream()
                .filter(Finding::isError)
                .toList();
        if (!errors.isEmpty()) {
            throw new IllegalStateException("The models cannot be deployed:\n" + ExaminedDeployment.lines(errors));
        }
        log.info("Examined {} files in {} ms", files.size(), (System.nanoTime() - begun) / 1_000_000);
    }

    private void deploy(String module, Map<String, byte[]> files, LiveModels live) {
        DeploymentBuilder deployment =
                repository.createDeployment().name(NAME + module).source(SOURCE);
        files.forEach((name, content) -> deployment.addInputStream(name, new ByteArrayInputStream(content)));
        String id = deployment.deploy().getId();
        Map<String, byte[]> before = new TreeMap<>(live.files());
        before.keySet().removeIf(name -> !Reading.module(name).equals(module));
        record.add(
                id,
                Deployments.APPLICATION,
                before.isEmpty() ? "First deployment" : "A new version of the application",
                SOURCE,
                List.of(module),
                files.keySet(),
                Change.between(before, files),
                List.of());
        log.info("Models of module {}: {} resources, deployment {}", module, files.size(), id);
    }

    private @Nullable Deployment lastOf(String module) {
        List<Deployment> newestFirst = repository
                .createDeploymentQuery()
                .deploymentName(NAME + module)
                .deploymentSource(SOURCE)
                .orderByDeploymentTime()
                .desc()
                .listPage(0, 1);
        return newestFirst.isEmpty() ? null : newestFirst.get(0);
    }

    private Map<String, String> files(@Nullable Deployment deployment) {
        Map<String, byte[]> files = new TreeMap<>();
        if (deployment != null) {
            repository
                    .getDeploymentResources(deployment.getId())
                    .forEach(resource -> files.put(
                            resource.getName(), LiveModels.content(repository, deployment.getId(), resource)));
        }
        return texts(files);
    }

    /** Arrays are not equal by what they hold. */
    private static Map<String, String> texts(Map<String, byte[]> files) {
        Map<String, String> texts = new TreeMap<>();
        files.forEach((name, content) -> texts.put(name, new String(content, StandardCharsets.ISO_8859_1)));
        return texts;
    }

    private Map<String, Map<String, byte[]>> modules() {
        Map<String, Map<String, byte[]>> modules = new TreeMap<>();
        for (String root : new String[] {"bpmn", "forms"}) {
            try {
                for (Resource file : resources.getResources("classpath*:" + root + "/*/*.*")) {
                    String url = file.getURL().toString();
                    String name = url.substring(url.lastIndexOf("/" + root + "/") + 1);
                    String module = name.split("/")[1];
                    try (InputStream content = file.getInputStream()) {
                        modules.computeIfAbsent(module, m -> new TreeMap<>()).put(name, content.readAllBytes());
                    }
                }
            } catch (IOException e) {
                throw new IllegalStateException("Cannot list the models under " + root + "/", e);
            }
        }
        return modules;
    }
}
