package io.tradewind.engine.guard;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.camunda.bpm.engine.delegate.Expression;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.impl.cmd.GetCamundaFormDefinitionCmd;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.form.CamundaFormRefImpl;
import org.camunda.bpm.engine.impl.form.FormDefinition;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.ResourceEntity;
import org.camunda.bpm.engine.repository.CamundaFormDefinition;
import org.jspecify.annotations.Nullable;

/** Finds the deployed form of a task or start event and keeps what was read from it. To be used inside a command. */
final class FormSources {

    /** A deployed resource never changes, so neither do its rules. */
    private record Resource(String deploymentId, String name) {}

    private record FormName(String deploymentId, String formId) {}

    /** Far more than the forms of a few years' deployments. */
    private static final int LIMIT = 5_000;

    private final Map<Resource, FormRules> rules = new ConcurrentHashMap<>();
    private final Map<FormName, Resource> ofDeployment = new ConcurrentHashMap<>();
    private final CamundaFormReader camundaForms = new CamundaFormReader();
    private final HtmlFormReader htmlForms = new HtmlFormReader();

    /**
     * What the form allows; empty when the element has no form of ours.
     *
     * @param deploymentId the deployment of the process definition
     * @param scope where expressions in a form key are evaluated
     */
    Optional<FormRules> rulesOf(@Nullable FormDefinition form, String deploymentId, @Nullable VariableScope scope) {
        return Optional.ofNullable(resource(form, deploymentId, scope)).map(this::read);
    }

    private @Nullable Resource resource(
            @Nullable FormDefinition form, String deploymentId, @Nullable VariableScope scope) {
        if (form == null) {
            return null;
        }
        String key = text(form.getFormKey(), scope);
        if (key != null) {
            int deployed = key.indexOf("deployment:");
            boolean ours = key.startsWith("embedded:") || key.startsWith("camunda-forms:");
            return ours && deployed > 0
                    ? new Resource(deploymentId, key.substring(deployed + "deployment:".length()))
                    : null;
        }
        String formId = text(form.getCamundaFormDefinitionKey(), scope);
        if (formId == null) {
            return null;
        }
        if (!"deployment".equals(form.getCamundaFormDefinitionBinding())) {
            return defined(form, formId, deploymentId, scope);
        }
        FormName name = new FormName(deploymentId, formId);
        Resource known = ofDeployment.get(name);
        if (known == null) {
            known = defined(form, formId, deploymentId, scope);
            bounded(ofDeployment).put(name, known);
        }
        return known;
    }

    private static Resource defined(
            FormDefinition form, String formId, String deploymentId, @Nullable VariableScope scope) {
        CamundaFormRefImpl reference = new CamundaFormRefImpl(formId, form.getCamundaFormDefinitionBinding());
        String version = text(form.getCamundaFormDefinitionVersion(), scope);
        if (version != null) {
            reference.setVersion(Integer.valueOf(version));
        }
        CamundaFormDefinition definition = commands()
                .runWithoutAuthorization(
                        () -> new GetCamundaFormDefinitionCmd(reference, deploymentId).execute(commands()));
        if (definition == null) {
            throw new IllegalStateException("The form '" + formId + "' is not deployed");
        }
        return new Resource(definition.getDeploymentId(), definition.getResourceName());
    }

    private FormRules read(Resource resource) {
        FormRules known = rules.get(resource);
        if (known == null) {
            ResourceEntity content = commands()
                    .getResourceManager()
                    .findResourceByDeploymentIdAndResourceName(resource.deploymentId(), resource.name());
            if (content == null) {
                throw new IllegalStateException("The form '" + resource.name() + "' is not deployed");
            }
            known = resource.name().endsWith(".form")
                    ? camundaForms.read(content.getBytes())
                    : htmlForms.read(content.getBytes());
            bounded(rules).put(resource, known);
        }
        return known;
    }

    private static <K, V> Map<K, V> bounded(Map<K, V> cache) {
        if (cache.size() >= LIMIT) {
            cache.clear();
        }
        return cache;
    }

    private static @Nullable String text(@Nullable Expression expression, @Nullable VariableScope scope) {
        if (expression == null) {
            return null;
        }
        Object value = expression.getValue(scope);
        return value == null || value.toString().isBlank() ? null : value.toString();
    }

    private static CommandContext commands() {
        return Context.getCommandContext();
    }
}
