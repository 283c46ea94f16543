package io.tradewind.engine.deployment;

import io.tradewind.engine.OwnersEditsKept;
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
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.Deployment;
import org.camunda.bpm.engine.repository.DeploymentBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
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
    private final ApplicationEventPublisher events;

    ModelDeployer(
            RepositoryService repository,
            ResourcePatternResolver resources,
            JavaForModels java,
            DeploymentRecord record,
            ApplicationEventPublisher events) {
        this.repository = repository;
        this.resources = resources;
        this.java = java;
        this.record = record;
        this.events = events;
    }

    /**
     * Examines and deploys every module whose files changed since its last deployment by this application. What process
     * owners changed meanwhile stays live above it: file by file, unless the release changed the same file; then theirs
     * stays as well, and they are told.
     *
     * @throws IllegalStateException with everything that is wrong; nothing has been deployed then
     */
    @Transactional
    public void deployAll() {
        deploy(modules());
    }

    /** @param modules what the application brings: module → name → content */
    @Transactional
    public void deploy(Map<String, Map<String, byte[]>> modules) {
        Map<String, Map<String, byte[]>> changed = new TreeMap<>(modules);
        changed.entrySet().removeIf(module -> texts(lastOf(module.getKey())).equals(texts(module.getValue())));
        if (changed.isEmpty()) {
            log.info("The models of all {} modules are deployed already", modules.size());
            return;
        }
        LiveModels live = LiveModels.of(repository);
        examine(modules, live);
        Map<String, OwnersEdits> edits = edits(changed, live);
        List<Finding> inTheWay = fit(edits, changed, live);
        changed.forEach((module, files) -> {
            OwnersEdits edit = edits.get(module);
            deploy(module, files, live, edit == null || edit.stays() ? List.of() : inTheWay);
            if (edit != null && edit.stays()) {
                keep(module, edit, files);
            }
        });
    }

    private void examine(Map<String, Map<String, byte[]>> modules, LiveModels live) {
        long begun = System.nanoTime();
        Map<String, byte[]> files = new TreeMap<>();
        modules.values().forEach(files::putAll);
        List<Finding> errors = errors(files, modules.keySet(), live);
        if (!errors.isEmpty()) {
            throw new IllegalStateException("The models cannot be deployed:\n" + ExaminedDeployment.lines(errors));
        }
        log.info("Examined {} files in {} ms", files.size(), (System.nanoTime() - begun) / 1_000_000);
    }

    private List<Finding> errors(Map<String, byte[]> files, Set<String> modules, LiveModels live) {
        Map<String, byte[]> others = new TreeMap<>(live.files());
        others.keySet().removeIf(name -> modules.contains(Reading.module(name)));
        return Examination.of(files, others, java.now()).stream()
                .filter(Finding::isError)
                .toList();
    }

    private Map<String, OwnersEdits> edits(Map<String, Map<String, byte[]>> changed, LiveModels live) {
        Map<String, OwnersEdits> edits = new TreeMap<>();
        changed.forEach((module, release) -> {
            Map<String, byte[]> before = lastOf(module);
            Map<String, byte[]> now = ofModule(live, module);
            if (!before.isEmpty() && !now.isEmpty()) {
                OwnersEdits edit = new OwnersEdits(before, release, now);
                if (edit.stays()) {
                    edits.put(module, edit);
                }
            }
        });
        return edits;
    }

    /**
     * Gives way where the edits would not run with this release: first without the release's other files, then without the
     * edits.
     *
     * @return what was in the way last
     */
    private List<Finding> fit(
            Map<String, OwnersEdits> edits, Map<String, Map<String, byte[]>> changed, LiveModels live) {
        List<Finding> inTheWay = List.of();
        while (edits.values().stream().anyMatch(OwnersEdits::stays)) {
            Map<String, byte[]> files = new TreeMap<>();
            changed.forEach((module, release) ->
                    files.putAll(edits.containsKey(module) ? edits.get(module).files() : release));
            List<Finding> errors = errors(files, changed.keySet(), live);
            if (errors.isEmpty()) {
                return inTheWay;
            }
            inTheWay = errors;
            Set<String> wrong = errors.stream()
                    .map(finding -> Reading.module(finding.file()))
                    .filter(module ->
                            edits.containsKey(module) && edits.get(module).stays())
                    .collect(Collectors.toSet());
            edits.forEach((module, edit) -> {
                if (wrong.isEmpty() || wrong.contains(module)) {
                    edit.giveWay();
                }
            });
        }
        return inTheWay;
    }

    private void deploy(String module, Map<String, byte[]> files, LiveModels live, List<Finding> inTheWay) {
        Map<String, byte[]> before = ofModule(live, module);
        String id = deploy(NAME + module, SOURCE, files);
        record.add(
                id,
                Deployments.APPLICATION,
                before.isEmpty()
                        ? "First deployment"
                        : inTheWay.isEmpty()
                                ? "A new version of the application"
                                : "A new version of the application; what process owners had changed cannot run with it",
                SOURCE,
                List.of(module),
                files.keySet(),
                Change.between(before, files),
                inTheWay.stream().map(ModelDeployer::told).toList());
        log.info("Models of module {}: {} resources, deployment {}", module, files.size(), id);
        if (!inTheWay.isEmpty()) {
            log.warn(
                    "What process owners changed in module {} cannot run with this release, so the release's version is"
                            + " live; theirs is the version before on the page /processes. In the way was:\n{}",
                    module,
                    ExaminedDeployment.lines(inTheWay));
        }
    }

    private static Finding told(Finding finding) {
        return new Finding(Finding.Severity.WARNING, finding.file(), finding.element(), finding.name(), finding.what());
    }

    /** The release is a version of its own, so that it can be compared and taken over like any; the edits go above it. */
    private void keep(String module, OwnersEdits edit, Map<String, byte[]> release) {
        Set<String> both = edit.changedByBoth();
        String why = both.isEmpty()
                ? "What process owners changed, with a new version of the application"
                : "What process owners changed stays live; a new version of the application changed it too";
        String id = deploy(why, Deployments.KEPT, edit.files());
        record.add(
                id,
                Deployments.APPLICATION,
                why,
                Deployments.KEPT,
                List.of(module),
                both,
                Change.between(release, edit.files()),
                List.of());
        if (both.isEmpty()) {
            log.info("Module {}: what process owners changed stays live with the new version", module);
        } else {
            log.warn(
                    "This release brings another version of {} than process owners made live. Theirs stays live; on the"
                            + " page /processes they compare the two and take the release's over.",
                    both);
            events.publishEvent(new OwnersEditsKept(id, both));
        }
    }

    private String deploy(String name, String source, Map<String, byte[]> files) {
        DeploymentBuilder deployment = repository.createDeployment().name(name).source(source);
        files.forEach((file, content) -> deployment.addInputStream(file, new ByteArrayInputStream(content)));
        return deployment.deploy().getId();
    }

    private static Map<String, byte[]> ofModule(LiveModels live, String module) {
        Map<String, byte[]> files = new TreeMap<>(live.files());
        files.keySet().removeIf(name -> !Reading.module(name).equals(module));
        return files;
    }

    /** The files of the application's own last deployment of a module. */
    private Map<String, byte[]> lastOf(String module) {
        List<Deployment> newestFirst = repository
                .createDeploymentQuery()
                .deploymentName(NAME + module)
                .deploymentSource(SOURCE)
                .orderByDeploymentTime()
                .desc()
                .listPage(0, 1);
        Map<String, byte[]> files = new TreeMap<>();
        newestFirst.forEach(deployment -> repository
                .getDeploymentResources(deployment.getId())
                .forEach(resource -> files.put(resource.getName(), LiveModels.content(resource))));
        return files;
    }

    /** Arrays are not equal by what they hold. */
    static Map<String, String> texts(Map<String, byte[]> files) {
        Map<String, String> texts = new TreeMap<>();
        files.forEach((name, content) -> texts.put(name, new String(content, StandardCharsets.ISO_8859_1)));
        return texts;
    }

    /** What travels in the jar: module → name → content. */
    public Map<String, Map<String, byte[]>> modules() {
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
