package io.tradewind.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.tradewind.engine.examination.Model;
import io.tradewind.engine.examination.Xml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The ready-made steps that Camunda Modeler offers: as its published schema wants them, in plain words, and naming only
 * what exists. What exists for owners alone is offered by one of them.
 */
class ElementTemplateRuleTests extends ModelRule {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonSchema SCHEMA = schema();

    @Override
    List<String> findings(Models models) {
        Findings findings = new Findings();
        Set<String> offered = new HashSet<>();
        for (Path file : Models.files(models.root().resolve(".camunda/element-templates"))) {
            check(models, file, offered, findings);
        }
        Set<String> named = named(models);
        models.homes().forEach((bean, home) -> {
            if (home.endsWith(".process")
                    && bean.endsWith("Delegate")
                    && !named.contains(bean)
                    && !offered.contains(bean)) {
                findings.add(home, bean + " is named by no model and offered by no template");
            }
        });
        return findings.lines();
    }

    private static void check(Models models, Path path, Set<String> offered, Findings findings) {
        String file = models.root().relativize(path).toString();
        JsonNode template = read(path);
        SCHEMA.validate(template).stream()
                .map(ValidationMessage::getMessage)
                .forEach(wrong -> findings.add(file, wrong));
        String stem = path.getFileName().toString().replace(".json", "");
        if (!template.path("id").asText().equals("io.tradewind." + stem)) {
            findings.add(file, "its id must be io.tradewind." + stem);
        }
        String readBy = "";
        for (JsonNode property : template.path("properties")) {
            String name = property.path("binding").path("name").asText();
            String value = property.path("value").asText();
            if (name.equals("calledElement")) {
                offered.add(value);
                readBy = sources(models, module(models, value));
                if (readBy.isEmpty()) {
                    findings.add(file, "calls the process " + value + ", which does not exist");
                }
            }
            if (name.equals("camunda:delegateExpression")) {
                String bean = value.replaceAll("[${}]", "");
                offered.add(bean);
                String home = models.homes().getOrDefault(bean, "");
                readBy = home.isEmpty() ? "" : sources(models, home.replaceAll("^io\\.tradewind\\.|\\.process$", ""));
                if (readBy.isEmpty()) {
                    findings.add(file, "names " + value + ", which does not exist");
                }
            }
            if (!property.path("type").asText().equals("Hidden")
                    && (property.path("label").asText().isBlank()
                            || property.path("description").asText().isBlank())) {
                findings.add(file, "a field needs a label and a description: " + property.path("binding"));
            }
        }
        for (JsonNode property : template.path("properties")) {
            JsonNode binding = property.path("binding");
            String variable =
                    switch (binding.path("type").asText()) {
                        case "camunda:in" -> binding.path("target").asText();
                        case "camunda:out" -> binding.path("source").asText();
                        case "camunda:inputParameter" -> binding.path("name").asText();
                        default -> "";
                    };
            if (!variable.isEmpty()
                    && !readBy.isEmpty()
                    && !readBy.contains("\"" + variable + "\"")
                    && !usedInModel(models, template, variable)) {
                findings.add(file, "nothing there knows the variable " + variable);
            }
        }
    }

    /** A process without Java of its own reads its variables in its expressions. */
    private static boolean usedInModel(Models models, JsonNode template, String variable) {
        Set<String> called = new HashSet<>();
        template.path("properties")
                .forEach(property -> called.add(property.path("value").asText()));
        return models.processes().stream()
                .filter(model -> called.contains(model.stem()))
                .anyMatch(model ->
                        Models.read(models.root().resolve(model.file())).matches("(?s).*[{(]" + variable + "\\b.*"));
    }

    private static String module(Models models, String process) {
        return models.processes().stream()
                .filter(model -> model.stem().equals(process))
                .map(Model::module)
                .findFirst()
                .orElse("");
    }

    private static String sources(Models models, String module) {
        return module.isEmpty()
                ? ""
                : "//"
                        + models.sources().entrySet().stream()
                                .filter(source -> source.getKey().contains("/tradewind/" + module + "/process/")
                                        && source.getKey().endsWith("Variables.java"))
                                .map(java.util.Map.Entry::getValue)
                                .collect(Collectors.joining());
    }

    private static Set<String> named(Models models) {
        Set<String> named = new HashSet<>();
        for (Model model : models.processes()) {
            for (Xml element : model.root().descendants()) {
                named.add(element.get("delegateExpression").replaceAll("[${}]", ""));
                named.add(element.camunda("delegateExpression").replaceAll("[${}]", ""));
            }
        }
        return named;
    }

    private static JsonNode read(Path path) {
        try {
            return JSON.readTree(path.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonSchema schema() {
        try {
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
                    .getSchema(Files.readString(Path.of("src/test/resources/element-templates/schema.json")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
