package io.tradewind.model;

import java.util.List;
import java.util.regex.Pattern;

/** The engine is known in the process packages and in the engine module, so that a change of engine stays a rename. */
class CamundaImportRuleTests extends ModelRule {

    private static final Pattern IMPORT = Pattern.compile("\\borg\\.camunda\\b");
    private static final Pattern ALLOWED =
            Pattern.compile("src/main/java/io/tradewind/(engine/.*|[^/]+/process/.*)\\.java");

    @Override
    List<String> findings(Models models) {
        Findings findings = new Findings();
        models.sources().forEach((file, source) -> {
            if (!ALLOWED.matcher(file).matches() && IMPORT.matcher(source).find()) {
                findings.add(file, "names org.camunda outside a process package");
            }
        });
        return findings.lines();
    }
}
