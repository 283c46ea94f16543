package io.tradewind.engine.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.support.ModelerButton;
import io.tradewind.support.TradewindTest;
import io.tradewind.support.Web;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.repository.Deployment;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.repository.Resource;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;

@TradewindTest
class ModelDeployerTests {

    @Autowired
    private ModelDeployer deployer;

    private static final String LEAD = "bpmn/lead/lead-qualification.bpmn";
    private static final String FORM = "forms/lead/lead-qualification.contact-lead.form";

    @Autowired
    private RepositoryService repository;

    @Autowired
    private IdentityService identity;

    @Autowired
    private Web web;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void eachModuleIsOneDeploymentUnderTheNamesOfTheRepository() {
        Deployment lead = repository
                .createDeploymentQuery()
                .deploymentName("tradewind:lead")
                .singleResult();

        assertThat(repository.getDeploymentResources(lead.getId()).stream().map(Resource::getName))
                .contains(
                        "bpmn/lead/lead-qualification.bpmn",
                        "bpmn/lead/lead-grade.dmn",
                        "forms/lead/lead-qualification.contact-lead.form");
    }

    @Test
    void nothingGetsANewVersionWhenNothingChanged() {
        Map<String, Integer> before = versions();

        deployer.deployAll();

        assertThat(versions()).isEqualTo(before).containsKey("lead-to-after-sales");
    }

    @Test
    void aChangedResourceGivesItsWholeModuleANewVersionAndNoOther() throws IOException {
        Map<String, Integer> before = versions();
        String model = "bpmn/service/after-sales.bpmn";
        Deployment changed = repository
                .createDeployment()
                .name("tradewind:service")
                .source(ModelDeployer.SOURCE)
                .addString(
                        model, new ClassPathResource(model).getContentAsString(StandardCharsets.UTF_8) + "<!-- old -->")
                .deploy();
        try {
            deployer.deployAll();

            assertThat(versions().get("after-sales")).isEqualTo(before.get("after-sales") + 2);
            assertThat(versions().get("lead-qualification")).isEqualTo(before.get("lead-qualification"));
        } finally {
            repository.deleteDeployment(changed.getId());
        }
    }

    @Test
    void whatAnOwnerChangedStaysLiveAboveAReleaseThatChangedItTooUntilItIsTakenOver() throws IOException {
        Set<String> before = deployments();
        int live = versions().get("lead-qualification");
        try {
            press(LEAD, "workingTime.of(rep).hours(4)", "workingTime.of(rep).hours(2)", "They wait too long");
            Map<String, Map<String, byte[]>> release = deployer.modules();
            change(release, LEAD, "name=\"Qualify lead\"", "name=\"Judge lead\"");
            change(release, FORM, "\"label\": \"Next step\"", "\"label\": \"What comes next\"");

            deployer.deploy(release);

            assertThat(versions().get("lead-qualification")).isEqualTo(live + 3);
            assertThat(liveFile(LEAD)).contains("of(rep).hours(2)").contains("Qualify lead");
            assertThat(liveFile(FORM)).contains("What comes next");
            Web.Client owner = web.browser("owner");
            Document page = Jsoup.parse(owner.get("/processes").body());
            assertThat(page.select(".tw-kept li").eachText())
                    .singleElement()
                    .asString()
                    .contains(LEAD, "live is version " + (live + 3), "the application's is version " + (live + 2));
            assertThat(owner.get(page.select(".tw-kept a").first().attr("href")).body())
                    .contains("Judge lead");
            assertThat(mailsToOwner()).anyMatch(subject -> subject.contains("other versions"));

            int versions = versions().get("lead-qualification");
            deployer.deploy(release);
            assertThat(versions().get("lead-qualification")).isEqualTo(versions);

            HttpResponse<String> answer = owner.submit(
                    "/processes/lead-qualification/back",
                    Map.of(
                            "version",
                            String.valueOf(live + 2),
                            "reason",
                            "Take over the release",
                            "_csrf",
                            page.select("input[name=_csrf]").attr("value")));
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
            assertThat(liveFile(LEAD)).contains("Judge lead").doesNotContain("of(rep).hours(2)");
            assertThat(Jsoup.parse(owner.get("/processes").body()).select(".tw-kept"))
                    .isEmpty();
        } finally {
            takeBack(before);
        }
    }

    @Test
    void anEditAndAReleaseOfOtherFilesGoTogetherWithoutAWord() throws IOException {
        Set<String> before = deployments();
        try {
            press(LEAD, "workingTime.of(rep).hours(4)", "workingTime.of(rep).hours(2)", "They wait too long");
            int live = versions().get("lead-qualification");
            deployer.deployAll();
            assertThat(versions().get("lead-qualification"))
                    .as("the jar is the same")
                    .isEqualTo(live);

            Map<String, Map<String, byte[]>> release = deployer.modules();
            change(release, FORM, "\"label\": \"Next step\"", "\"label\": \"What comes next\"");
            deployer.deploy(release);

            assertThat(liveFile(LEAD)).contains("of(rep).hours(2)");
            assertThat(liveFile(FORM)).contains("What comes next");
            assertThat(Jsoup.parse(web.browser("owner").get("/processes").body())
                            .select(".tw-kept"))
                    .isEmpty();
        } finally {
            takeBack(before);
        }
    }

    @Test
    void anEditThatCannotRunWithTheReleaseGivesWayAndTheRecordSaysWhy() throws IOException {
        Set<String> before = deployments();
        Group group = identity.newGroup("late-shift");
        group.setType("ROLE");
        identity.saveGroup(group);
        try {
            press(LEAD, "candidateGroups=\"sales-manager\"", "candidateGroups=\"late-shift\"", "They assign");
            identity.deleteGroup("late-shift");
            Map<String, Map<String, byte[]>> release = deployer.modules();
            change(release, FORM, "\"label\": \"Next step\"", "\"label\": \"What comes next\"");

            deployer.deploy(release);

            assertThat(liveFile(LEAD)).doesNotContain("late-shift");
            assertThat(web.program("owner").get("/api/deployments?limit=1").body())
                    .contains("cannot run with it", "late-shift");
        } finally {
            identity.deleteGroup("late-shift");
            takeBack(before);
        }
    }

    private List<String> mailsToOwner() {
        return jdbc.sql("SELECT subject FROM mail WHERE cause LIKE 'kept-edits%'")
                .query(String.class)
                .list();
    }

    private void press(String file, String from, String to, String why) throws IOException {
        String model = Files.readString(Path.of(file));
        assertThat(model).contains(from);
        HttpResponse<String> answer = ModelerButton.press(
                web.program("owner"),
                why,
                new TreeMap<>(Map.of(file.substring(file.lastIndexOf('/') + 1), model.replace(from, to))));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private static void change(Map<String, Map<String, byte[]>> release, String file, String from, String to) {
        String module = file.split("/")[1];
        Map<String, byte[]> files = Objects.requireNonNull(release.get(module));
        String text = new String(Objects.requireNonNull(files.get(file)), StandardCharsets.UTF_8);
        assertThat(text).contains(from);
        files.put(file, text.replace(from, to).getBytes(StandardCharsets.UTF_8));
    }

    private String liveFile(String file) {
        byte[] content = LiveModels.of(repository).files().get(file);
        return new String(Objects.requireNonNull(content), StandardCharsets.UTF_8);
    }

    private Set<String> deployments() {
        return repository.createDeploymentQuery().list().stream()
                .map(Deployment::getId)
                .collect(Collectors.toSet());
    }

    private void takeBack(Set<String> before) {
        deployments().stream().filter(id -> !before.contains(id)).forEach(id -> repository.deleteDeployment(id, true));
    }

    private Map<String, Integer> versions() {
        List<ProcessDefinition> latest =
                repository.createProcessDefinitionQuery().latestVersion().list();
        return latest.stream().collect(Collectors.toMap(ProcessDefinition::getKey, ProcessDefinition::getVersion));
    }
}
