package io.tradewind.engine.versions;

import io.tradewind.engine.Acting;
import io.tradewind.engine.Refused;
import io.tradewind.engine.deployment.Deployments;
import io.tradewind.engine.deployment.Deployments.Deployed;
import io.tradewind.engine.deployment.ModelDeployer;
import io.tradewind.engine.examination.Change;
import io.tradewind.engine.examination.Comparison;
import io.tradewind.engine.examination.Comparison.Difference;
import io.tradewind.engine.examination.Form;
import io.tradewind.engine.examination.Model;
import io.tradewind.engine.examination.Reading;
import io.tradewind.engine.examination.TableComparison;
import io.tradewind.engine.examination.Xml;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.repository.Deployment;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the engine's tables: its own queries would ask once for each version. */
@Component
class EngineVersions implements Versions {

    private static final int LONGEST_REASON = 200;

    private static final String PROCESSES =
            """
            SELECT d.id_, d.key_, d.version_, d.name_, d.deployment_id_, d.resource_name_, p.deploy_time_,
                   coalesce(r.running, 0) AS running
            FROM act_re_procdef d
            JOIN act_re_deployment p ON p.id_ = d.deployment_id_
            LEFT JOIN (SELECT proc_def_id_, count(*) AS running
                       FROM act_ru_execution
                       WHERE parent_id_ IS NULL
                       GROUP BY proc_def_id_) r ON r.proc_def_id_ = d.id_
            WHERE :id::text IS NULL OR d.key_ = :id
            ORDER BY d.key_, d.version_ DESC
            """;

    private static final String DECISIONS =
            """
            SELECT d.id_, d.key_, d.version_, d.name_, d.deployment_id_, d.resource_name_, p.deploy_time_, 0 AS running
            FROM act_re_decision_def d
            JOIN act_re_deployment p ON p.id_ = d.deployment_id_
            WHERE :id::text IS NULL OR d.key_ = :id
            ORDER BY d.key_, d.version_ DESC
            """;

    private static final String FILES =
            """
            SELECT name_, bytes_ FROM act_ge_bytearray WHERE deployment_id_ = :deployment
            """;

    /** A step that is done several times at once has an execution of its own around them, which is not active. */
    private static final String AT_STEPS =
            """
            SELECT split_part(act_id_, '#', 1) AS step, count(DISTINCT proc_inst_id_) AS running
            FROM act_ru_execution
            WHERE proc_def_id_ = :definition AND is_active_ AND act_id_ IS NOT NULL
            GROUP BY 1
            """;

    private static final String STANDING =
            """
            SELECT i.business_key_, min(coalesce(h.start_time_, j.create_time_)) AS since
            FROM act_ru_execution e
            JOIN act_ru_execution i ON i.id_ = e.proc_inst_id_
            LEFT JOIN act_hi_actinst h ON h.id_ = e.act_inst_id_
            LEFT JOIN act_ru_job j ON j.execution_id_ = e.id_ AND j.type_ = 'message'
            WHERE e.proc_def_id_ = :definition AND e.is_active_ AND split_part(e.act_id_, '#', 1) = :step
            GROUP BY e.proc_inst_id_, i.business_key_
            ORDER BY since NULLS LAST, i.business_key_
            LIMIT :limit OFFSET :offset
            """;

    private static final Pattern WORKING_TIME =
            Pattern.compile("\\$\\{workingTime(?:\\.of\\((\\w+)\\))?\\.(days|hours)\\((\\d+)\\)}");

    private static final Pattern NAME = Pattern.compile("\\$\\{(\\w+)}");

    private static final List<String> STEPS = List.of("Event", "Task", "Gateway", "Activity", "SubProcess", "task");

    private final JdbcClient jdbc;
    private final Deployments deployments;
    private final RepositoryService repository;
    private final IdentityService identity;
    private final AuthorizationService authorizations;
    private final Acting acting;

    EngineVersions(
            JdbcClient jdbc,
            Deployments deployments,
            RepositoryService repository,
            IdentityService identity,
            AuthorizationService authorizations,
            Acting acting) {
        this.jdbc = jdbc;
        this.deployments = deployments;
        this.repository = repository;
        this.identity = identity;
        this.authorizations = authorizations;
        this.acting = acting;
    }

    private record Row(String id, Version version) {}

    @Override
    public List<Listed> all() {
        List<Listed> listed = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            Map<String, List<Version>> byId = new LinkedHashMap<>();
            rows(kind, null).forEach(row -> byId.computeIfAbsent(row.id(), id -> new ArrayList<>())
                    .add(row.version()));
            Map<String, Deployed> records = deployments.of(byId.values().stream()
                    .map(versions -> versions.get(0).deploymentId())
                    .collect(Collectors.toSet()));
            byId.forEach((id, versions) -> {
                Version latest = recorded(versions.get(0), records);
                long running = versions.stream().mapToLong(Version::running).sum();
                listed.add(new Listed(kind, id, latest, running, running - latest.running()));
            });
        }
        listed.sort(Comparator.comparing(Listed::kind)
                .thenComparing(one -> one.name().toLowerCase(Locale.ROOT)));
        return listed;
    }

    @Override
    public List<Kept> kept() {
        List<Deployed> records = deployments.kept();
        if (records.isEmpty()) {
            return List.of();
        }
        List<Listed> all = all();
        List<Kept> kept = new ArrayList<>();
        for (Deployed record : records) {
            Map<String, byte[]> then = files(record.deploymentId());
            for (String file : record.files()) {
                all.stream()
                        .filter(one -> shows(one, file))
                        .findFirst()
                        .filter(one -> Arrays.equals(
                                then.get(file),
                                files(one.latest().deploymentId()).get(file)))
                        .flatMap(one -> history(one.kind(), one.id()))
                        .ifPresent(history -> history.versions().stream()
                                .filter(version -> version.record() != null
                                        && ModelDeployer.SOURCE.equals(
                                                version.record().source()))
                                .findFirst()
                                .ifPresent(release -> kept.add(new Kept(
                                        history.kind(),
                                        history.id(),
                                        history.latest().name(),
                                        file,
                                        history.latest().number(),
                                        release.number()))));
            }
        }
        return kept;
    }

    /** A form or page of a task is called after its process. */
    private static boolean shows(Listed one, String file) {
        return one.latest().file().equals(file)
                || one.kind() == Kind.PROCESS && file.contains("/" + one.id() + ".") && file.startsWith("forms/");
    }

    @Override
    public Optional<History> history(Kind kind, String id) {
        List<Row> rows = rows(kind, id);
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Deployed> records = deployments.of(
                rows.stream().map(row -> row.version().deploymentId()).collect(Collectors.toSet()));
        return Optional.of(new History(
                kind,
                id,
                rows.stream().map(row -> recorded(row.version(), records)).toList()));
    }

    private List<Row> rows(Kind kind, @Nullable String id) {
        return jdbc.sql(kind == Kind.PROCESS ? PROCESSES : DECISIONS)
                .param("id", id)
                .query((row, number) -> new Row(row.getString("key_"), version(row)))
                .list();
    }

    private static Version version(ResultSet row) throws SQLException {
        String name = row.getString("name_");
        return new Version(
                row.getString("id_"),
                row.getInt("version_"),
                name == null || name.isBlank() ? row.getString("key_") : name,
                row.getString("deployment_id_"),
                row.getString("resource_name_"),
                row.getTimestamp("deploy_time_").toInstant(),
                null,
                row.getLong("running"));
    }

    private static Version recorded(Version version, Map<String, Deployed> records) {
        return new Version(
                version.definitionId(),
                version.number(),
                version.name(),
                version.deploymentId(),
                version.file(),
                version.at(),
                records.get(version.deploymentId()),
                version.running());
    }

    @Override
    public List<Step> steps(History history, Version version) {
        Map<String, Long> running = new HashMap<>();
        jdbc.sql(AT_STEPS).param("definition", version.definitionId()).query(row -> {
            running.put(row.getString("step"), row.getLong("running"));
        });
        return process(version.file(), content(version), history.id()).stream()
                .flatMap(process -> process.descendants().stream())
                .filter(element -> STEPS.stream().anyMatch(element.kind()::endsWith)
                        && !element.id().isEmpty())
                .map(element -> new Step(
                        element.id(),
                        element.name().isEmpty() ? element.id() : element.name(),
                        Comparison.kind(element),
                        who(element),
                        inWords(element.camunda("dueDate")),
                        element.camunda("formRef").isEmpty()
                                ? element.camunda("formKey").replaceFirst("^.*/", "")
                                : element.camunda("formRef"),
                        running.getOrDefault(element.id(), 0L)))
                .toList();
    }

    @Override
    public List<Way> ways(History history, Version version) {
        return process(version.file(), content(version), history.id()).stream()
                .flatMap(process -> process.descendants().stream())
                .filter(element -> element.kind().equals("sequenceFlow"))
                .map(flow -> new Way(flow.id(), flow.name(), flow.get("sourceRef"), flow.get("targetRef")))
                .toList();
    }

    private static String who(Xml step) {
        String person = inWords(step.camunda("assignee"));
        String role = step.camunda("candidateGroups");
        if (!person.isEmpty() && !role.isEmpty()) {
            return person + " (" + role + ")";
        }
        return !person.isEmpty()
                ? person
                : !role.isEmpty()
                        ? role
                        : !step.get("calledElement").isEmpty()
                                ? step.get("calledElement")
                                : step.camunda("decisionRef");
    }

    /** The usual expressions without their signs; others as they are written. */
    private static String inWords(String expression) {
        Matcher time = WORKING_TIME.matcher(expression);
        if (time.matches()) {
            String unit = time.group(2).equals("days") ? "working day" : "working hour";
            return time.group(3) + " " + unit + (time.group(3).equals("1") ? "" : "s")
                    + (time.group(1) == null ? "" : " where " + time.group(1) + " works");
        }
        Matcher name = NAME.matcher(expression);
        return name.matches() ? name.group(1) : expression;
    }

    private static Optional<Xml> process(String file, byte[] content, String id) {
        return Reading.of(Map.of(file, content)).processes().stream()
                .flatMap(model -> model.root().children("process").stream())
                .filter(process -> process.id().equals(id))
                .findFirst();
    }

    @Override
    public List<TableComparison> tables(Version version) {
        return TableComparison.of(version.file(), null, content(version));
    }

    @Override
    public byte[] content(Version version) {
        byte[] content = files(version.deploymentId()).get(version.file());
        if (content == null) {
            throw new IllegalStateException(
                    "The file " + version.file() + " of deployment " + version.deploymentId() + " is gone");
        }
        return content;
    }

    private Map<String, byte[]> files(String deploymentId) {
        Map<String, byte[]> files = new TreeMap<>();
        jdbc.sql(FILES).param("deployment", deploymentId).query(row -> {
            files.put(row.getString("name_"), row.getBytes("bytes_"));
        });
        // the engine keeps pictures beside models
        files.keySet().removeIf(name -> name.endsWith(".png") || name.endsWith(".svg"));
        return files;
    }

    /** The files of a version's module; those that stand in none, together. */
    private Map<String, byte[]> moduleFiles(Version version) {
        Map<String, byte[]> files = files(version.deploymentId());
        String module = Reading.module(version.file());
        files.keySet().removeIf(name -> !Reading.module(name).equals(module));
        return files;
    }

    @Override
    public List<Part> compare(Kind kind, Version from, Version to) {
        Map<String, byte[]> before = moduleFiles(from);
        Map<String, byte[]> after = moduleFiles(to);
        if (!from.file().equals(to.file()) && before.containsKey(from.file())) {
            before.put(to.file(), before.get(from.file())); // it stands elsewhere now
        }
        Set<String> files = new LinkedHashSet<>();
        files.add(to.file());
        if (kind == Kind.PROCESS) {
            files.addAll(used(to.file(), after));
            files.addAll(used(from.file(), before));
        }
        List<Part> parts = new ArrayList<>();
        for (String file : files) {
            List<Difference> differences = Comparison.of(file, before, after);
            byte[] old = before.get(file);
            byte[] now = after.get(file);
            List<TableComparison> tables = !file.endsWith(".dmn") || now == null || old == null
                    ? List.of()
                    : TableComparison.of(file, old, now);
            if (file.equals(to.file()) || !differences.isEmpty()) {
                parts.add(new Part(file, title(file, now == null ? old : now), differences, tables));
            }
        }
        return parts;
    }

    /** The forms that a process shows and the tables it asks, as far as they stand in its module. */
    private static Set<String> used(String file, Map<String, byte[]> module) {
        Reading read = Reading.of(module);
        Map<String, String> files = new HashMap<>();
        read.forms().forEach(form -> files.put(form.id(), form.file()));
        read.decisions().forEach(model -> model.all("decision").forEach(one -> files.put(one.id(), model.file())));
        read.pages().keySet().forEach(page -> files.put("embedded:deployment:" + page, page));
        Set<String> used = new LinkedHashSet<>();
        for (Model model : read.processes()) {
            if (model.file().equals(file)) {
                for (Xml element : model.everything()) {
                    for (String name : List.of("formRef", "formKey", "decisionRef")) {
                        String there = files.get(element.camunda(name));
                        if (there != null) {
                            used.add(there);
                        }
                    }
                }
            }
        }
        return used;
    }

    private static String title(String file, byte @Nullable [] content) {
        Reading read = content == null ? Reading.of(Map.of()) : Reading.of(Map.of(file, content));
        String bare = file.substring(file.lastIndexOf('/') + 1);
        for (Model model : read.processes()) {
            return "Process " + model.root().children("process").get(0).name();
        }
        for (Model model : read.decisions()) {
            return "Table " + model.all("decision").get(0).name();
        }
        for (Form form : read.forms()) {
            return "Form " + form.id();
        }
        return bare;
    }

    @Override
    public Map<String, List<Change>> wayBack(History history, Version version) {
        Map<String, byte[]> live = moduleFiles(history.latest());
        Map<String, byte[]> then = moduleFiles(version);
        // what came since stays: other cases may run by it
        live.keySet().retainAll(then.keySet());
        return Change.between(live, then).stream()
                .collect(Collectors.groupingBy(Change::file, TreeMap::new, Collectors.toList()));
    }

    @Override
    public void goBack(Kind kind, String id, int number, String reason) {
        History history = history(kind, id)
                .orElseThrow(() -> new Refused("version", "There is no " + id + ". Look at the list of processes."));
        Version version = history.version(number)
                .orElseThrow(() -> new Refused(
                        "version", "There is no version " + number + " of " + id + ". Look at its list of versions."));
        if (reason.isBlank() || reason.strip().length() > LONGEST_REASON) {
            throw new Refused(
                    "reason",
                    reason.isBlank()
                            ? "Say why you go back. It stands in the record for good."
                            : "The reason has more than " + LONGEST_REASON + " characters. Shorten it.");
        }
        if (wayBack(history, version).isEmpty()) {
            throw new Refused("version", "Version " + number + " is what is live already, with its forms and tables.");
        }
        Deployment deployed = repository
                .createDeployment()
                .name(reason.strip())
                .source("Back to version " + number + " of " + id)
                .addDeploymentResourcesByName(
                        version.deploymentId(),
                        new ArrayList<>(moduleFiles(version).keySet()))
                .deploy();
        if (deployed.getId().equals(history.latest().deploymentId())) {
            throw new IllegalStateException("Going back to version " + number + " of " + id + " deployed nothing");
        }
    }

    @Override
    public boolean mayList(String processId) {
        Authentication person = identity.getCurrentAuthentication();
        return acting.inGroup("auditor")
                || person != null
                        && acting.asSystem(() -> authorizations.isUserAuthorized(
                                person.getUserId(),
                                person.getGroupIds(),
                                ProcessDefinitionPermissions.READ_INSTANCE,
                                Resources.PROCESS_DEFINITION,
                                processId));
    }

    @Override
    public List<Standing> standing(Version version, String step, int limit, int offset) {
        return jdbc.sql(STANDING)
                .param("definition", version.definitionId())
                .param("step", step)
                .param("limit", limit)
                .param("offset", offset)
                .query((row, number) -> {
                    Timestamp since = row.getTimestamp("since");
                    String key = row.getString("business_key_");
                    return new Standing(key == null ? "" : key, since == null ? null : since.toInstant());
                })
                .list();
    }
}
