package io.tradewind.engine.examination;

import io.tradewind.engine.expression.ModelWords;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a model does is drawn or is a delegate with a name; code inside a model is seen by no review and no test. So it
 * holds the {@link ModelWords} and nothing else.
 */
public final class NoCodeRule implements Rule {

    /** How a table may name FEEL, by the versions of DMN. */
    public static final Set<String> FEEL = Set.of(
            "feel",
            "http://www.omg.org/spec/FEEL/20140401",
            "http://www.omg.org/spec/DMN/20180521/FEEL/",
            "https://www.omg.org/spec/DMN/20191111/FEEL/",
            "https://www.omg.org/spec/DMN/20211108/FEEL/");

    @Override
    public List<Finding> findings(Models models) {
        Findings findings = new Findings();
        for (Model model : models.processes()) {
            check(findings, model, model.root(), false);
            model.everything().forEach(element -> check(findings, model, element, false));
        }
        for (Model model : models.decisions()) {
            checkLanguage(findings, model, model.root());
            check(findings, model, model.root(), true);
            model.everything().forEach(element -> {
                checkLanguage(findings, model, element);
                check(findings, model, element, true);
            });
        }
        return findings.list();
    }

    private static void checkLanguage(Findings findings, Model model, Xml element) {
        String language = element.get("expressionLanguage");
        if (!language.isEmpty() && !FEEL.contains(language)) {
            findings.error(model, element, "is written in the language " + language + "; use FEEL");
        }
    }

    private static void check(Findings findings, Model model, Xml element, boolean table) {
        String strange = table
                ? ModelWords.strangeInTable(namespace(element), element.kind(), element.qualified())
                : ModelWords.strangeInDiagram(namespace(element), element.kind(), element.qualified());
        if (strange != null) {
            findings.error(model, element, strange);
        }
    }

    private static @Nullable String namespace(Xml element) {
        return element.element().getNamespaceURI();
    }
}
