package io.tradewind.engine.deployment;

import io.tradewind.engine.Acting;
import io.tradewind.engine.Refused;
import io.tradewind.engine.examination.Change;
import io.tradewind.engine.examination.Examination;
import io.tradewind.engine.examination.Finding;
import io.tradewind.engine.examination.Form;
import io.tradewind.engine.examination.Model;
import io.tradewind.engine.examination.Reading;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.Resource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * A person's deployment, through whichever door: examined whole, completed with the rest of its modules, recorded, or
 * refused with everything that is wrong.
 *
 * <p>Camunda Modeler's button sends the one diagram that is open, under its bare file name, and a model looks for its
 * forms and tables in its own deployment. So each file goes where the file with the same id stands today, and the module's
 * other files, as they are live, go with it: a module's models, forms and tables always move together.
 */
@Component
class ExaminedDeployment {

    private static final Logger log = LoggerFactory.getLogger(ExaminedDeployment.class);

    private static final String OWNER = "process-owner";
    private static final int LONGEST_WHY = 255;

    /** One at a time: the second is completed with what the first made live. */
    private static final String ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(7240205)";

    private final RepositoryService repository;
    private final JavaForModels java;
    private final DeploymentRecord record;
    private final Acting acting;
    private final JdbcClient jdbc;
    private final HistoryTime historyTime;

    ExaminedDeployment(
            RepositoryService repository,
            JavaForModels java,
            DeploymentRecord record,
            Acting acting,
            JdbcClient jdbc,
            @Value("${camunda.bpm.generic-properties.properties.history-time-to-live}") String kept) {
        this.repository = repository;
        this.java = java;
        this.record = record;
        this.acting = acting;
        this.jdbc = jdbc;
        this.historyTime = new HistoryTime(kept);
    }

    /**
     * What somebody wants to deploy.
     *
     * @param why the deployment's name
     * @param files as they were sent: name → content
     * @param again ids of deployments whose files are deployed once more
     */
    record Wanted(
            @Nullable String why,
            @Nullable String source,
            @Nullable String tenant,
            boolean later,
            Map<String, byte[]> files,
            Map<String, Set<String>> again) {}

    /** Puts a deployment into the engine and answers with its id, or finds one that is there already. */
    interface Engine<T> {
        T deploy(String why, @Nullable String source, Map<String, byte[]> files);

        T present(String deploymentId);

        String id(T deployed);
    }

    /** Whether a person is deploying: our own code is examined at start-up and in the build. */
    public boolean isByPerson() {
        return !acting.isSystem() && acting.user().isPresent();
    }

    /** @throws Refused with everything that is wrong; nothing has changed then */
    @Transactional
    public <T> T deploy(Wanted wanted, Engine<T> engine) {
        String person = acting.user().orElseThrow();
        if (!acting.inGroup(OWNER)) {
            throw new AuthorizationException("Only a process owner may deploy models, and '" + person
                    + "' is none. Ask a process owner, or ask an administrator to put you into the group " + OWNER
                    + ".");
        }
        String why = why(wanted);
        long begun = System.nanoTime();
        jdbc.sql(ONE_AT_A_TIME).query(row -> {});
        LiveModels live = acting.asSystem(() -> LiveModels.of(repository));
        Map<String, byte[]> sent = new TreeMap<>(wanted.files());
        Map<String, byte[]> again = new TreeMap<>();
        wanted.again().forEach((id, names) -> again.putAll(acting.asSystem(() -> resources(id, names))));
        sent.putAll(again);
        Map<String, byte[]> placed = placed(sent, live, person);
        Set<String> modules = placed.keySet().stream()
                .map(Reading::module)
                .filter(module -> !module.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
        Map<String, byte[]> whole = completed(placed, modules, live);
        String unchanged = unchanged(placed, live);
        if (unchanged != null) {
            return engine.present(unchanged);
        }
        Map<String, byte[]> others = new TreeMap<>(live.files());
        others.keySet().removeAll(whole.keySet());
        List<Finding> findings = acting.asSystem(() -> Examination.of(whole, others, java.now())).stream()
                .filter(finding -> finding.isError() || placed.containsKey(finding.file()))
                .toList();
        List<Finding> all = Stream.of(pages(placed, again, live), findings, historyTime.findings(placed))
                .flatMap(List::stream)
                .toList();
        refuse(all, person);

        T deployed = engine.deploy(why, wanted.source(), whole);
        Map<String, byte[]> before = new TreeMap<>(live.files());
        before.keySet().retainAll(whole.keySet());
        record.add(
                engine.id(deployed),
                person,
                why,
                wanted.source(),
                modules,
                placed.keySet(),
                Change.between(before, whole),
                all);
        log.info(
                "{} deployed {} ({}) in {} ms; {}",
                person,
                placed.keySet(),
                why,
                (System.nanoTime() - begun) / 1_000_000,
                all.isEmpty() ? "nothing to tell" : lines(all));
        return deployed;
    }

    private static String why(Wanted wanted) {
        String why = wanted.why() == null ? "" : wanted.why().strip();
        if (why.isEmpty()) {
            throw new Refused(
                    "deployment-name", "The deployment has no name. Write into it why you change the models.");
        }
        if (why.length() > LONGEST_WHY) {
            throw new Refused(
                    "deployment-name",
                    "The deployment's name has more than " + LONGEST_WHY + " characters. Shorten it.");
        }
        if (why.startsWith(ModelDeployer.NAME)) {
            throw new Refused(
                    "deployment-name",
                    "Names that begin with '" + ModelDeployer.NAME
                            + "' belong to the application. Write into the name why you change the models.");
        }
        if (wanted.tenant() != null) {
            throw new Refused(
                    "tenant-id", "There are no tenants here: nobody would call the models. Leave the tenant ID empty.");
        }
        if (wanted.later()) {
            throw new Refused(
                    "deployment-activation-time",
                    "Models go live when they are deployed. Leave the activation time out and deploy on the day.");
        }
        return why;
    }

    private Map<String, byte[]> resources(String deploymentId, Set<String> names) {
        Map<String, byte[]> files = new TreeMap<>();
        for (Resource resource : repository.getDeploymentResources(deploymentId)) {
            if (names.isEmpty() || names.contains(resource.getName()) || names.contains(resource.getId())) {
                files.put(resource.getName(), LiveModels.content(resource));
            }
        }
        return files;
    }

    /** Each file under the name of the one it takes the place of. */
    private static Map<String, byte[]> placed(Map<String, byte[]> sent, LiveModels live, String person) {
        if (sent.isEmpty()) {
            throw new Refused("deployment", "The deployment holds no file.");
        }
        Reading read = Reading.of(sent);
        refuse(read.findings(), person);
        Map<String, String> names = new HashMap<>();
        for (Model model : read.processes()) {
            names.put(model.file(), place(model.file(), ids("process ", model, "process"), live));
        }
        for (Model model : read.decisions()) {
            names.put(model.file(), place(model.file(), ids("decision ", model, "decision"), live));
        }
        Map<String, String> liveForms = Reading.of(live.formFiles()).forms().stream()
                .collect(Collectors.toMap(form -> "form " + form.id(), Form::file, (one, other) -> one));
        for (Form form : read.forms()) {
            String known = liveForms.get("form " + form.id());
            names.put(form.file(), known == null ? place(form.file(), List.of(), live) : known);
        }
        read.pages().keySet().forEach(page -> names.put(page, place(page, List.of(), live)));
        Set<String> modules = names.values().stream()
                .map(Reading::module)
                .filter(module -> !module.isEmpty())
                .collect(Collectors.toSet());
        Map<String, byte[]> placed = new TreeMap<>();
        names.forEach((name, place) -> {
            // what is new goes into the module of the files it came with
            boolean isNew = Reading.module(place).isEmpty() && !live.files().containsKey(place);
            String file =
                    isNew && modules.size() == 1 ? within(modules.iterator().next(), place) : place;
            if (placed.put(file, sent.get(name)) != null) {
                throw new Refused(
                        "deployment", "Two files of the deployment take the place of " + file + ". Send one of them.");
            }
        });
        return placed;
    }

    private static String within(String module, String name) {
        String folder = name.endsWith(".bpmn") || name.endsWith(".dmn") ? "bpmn" : "forms";
        return folder + "/" + module + "/" + name.substring(name.lastIndexOf('/') + 1);
    }

    private static List<String> ids(String kind, Model model, String element) {
        return model.all(element).stream().map(one -> kind + one.id()).toList();
    }

    private static String place(String name, List<String> ids, LiveModels live) {
        return ids.stream()
                .map(id -> live.definitions().get(id))
                .filter(place -> place != null && live.files().containsKey(place))
                .findFirst()
                .orElseGet(() -> {
                    String bare = name.substring(name.lastIndexOf('/') + 1);
                    return live.files().keySet().stream()
                            .filter(file -> file.endsWith("/" + bare))
                            .findFirst()
                            .orElse(name);
                });
    }

    /** With the rest of their modules, as it is live. */
    private static Map<String, byte[]> completed(Map<String, byte[]> placed, Set<String> modules, LiveModels live) {
        Set<String> deployments = new HashSet<>();
        placed.keySet().stream()
                .filter(file -> Reading.module(file).isEmpty())
                .map(file -> live.deployments().get(file))
                .forEach(deployments::add);
        Map<String, byte[]> whole = new TreeMap<>();
        live.files().forEach((file, content) -> {
            String module = Reading.module(file);
            boolean together =
                    module.isEmpty() ? deployments.contains(live.deployments().get(file)) : modules.contains(module);
            if (together) {
                whole.put(file, content);
            }
        });
        whole.putAll(placed);
        return whole;
    }

    /** The live deployment that holds all of it already. */
    private static @Nullable String unchanged(Map<String, byte[]> placed, LiveModels live) {
        boolean same = placed.entrySet().stream()
                .allMatch(file -> Arrays.equals(file.getValue(), live.files().get(file.getKey())));
        return same ? live.deployments().get(placed.keySet().iterator().next()) : null;
    }

    /** A page with a script of its own runs in the browser of everybody who gets the task, so it comes from us. */
    private static List<Finding> pages(Map<String, byte[]> placed, Map<String, byte[]> again, LiveModels live) {
        return placed.entrySet().stream()
                .filter(file -> file.getKey().endsWith(".html"))
                .filter(file -> !Arrays.equals(file.getValue(), live.files().get(file.getKey())))
                .map(file -> wasOurs(file.getValue(), again)
                        ? new Finding(
                                Finding.Severity.WARNING,
                                file.getKey(),
                                "",
                                "",
                                "is the page of an earlier version of the application; try its task once")
                        : new Finding(
                                Finding.Severity.ERROR,
                                file.getKey(),
                                "",
                                "",
                                "is a page with code in it, which changes with the application only; make a Camunda Form,"
                                        + " or ask for the change"))
                .toList();
    }

    /** Nobody but the application ever deployed a page, so one that was deployed before came with it. */
    private static boolean wasOurs(byte[] page, Map<String, byte[]> again) {
        return again.values().stream().anyMatch(known -> Arrays.equals(known, page));
    }

    static void refuse(List<Finding> findings, String person) {
        List<Finding> errors = findings.stream().filter(Finding::isError).toList();
        if (!errors.isEmpty()) {
            log.info("Refused to deploy for {}: {}", person, lines(errors));
            throw new Refused(
                    "deployment",
                    "Nothing was deployed, because " + (errors.size() == 1 ? "this is" : errors.size() + " things are")
                            + " wrong:\n" + lines(findings));
        }
    }

    static String lines(List<Finding> findings) {
        return findings.stream()
                .map(finding -> "- " + (finding.isError() ? "" : "(only a warning) ") + finding.line())
                .collect(Collectors.joining("\n"));
    }
}
