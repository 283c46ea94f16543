package io.tradewind.engine.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.support.TradewindTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.Deployment;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.repository.Resource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;

@TradewindTest
class ModelDeployerTests {

    @Autowired
    private ModelDeployer deployer;

    @Autowired
    private RepositoryService repository;

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

    private Map<String, Integer> versions() {
        List<ProcessDefinition> latest =
                repository.createProcessDefinitionQuery().latestVersion().list();
        return latest.stream().collect(Collectors.toMap(ProcessDefinition::getKey, ProcessDefinition::getVersion));
    }
}
