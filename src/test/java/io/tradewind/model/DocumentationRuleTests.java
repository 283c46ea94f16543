package io.tradewind.model;

import io.tradewind.engine.examination.Model;
import io.tradewind.engine.examination.Xml;
import java.util.List;

/** A process says what it is for, a task what is asked and why; each process has its page for people. */
class DocumentationRuleTests extends ModelRule {

    @Override
    List<String> findings(Models models) {
        Findings findings = new Findings();
        for (Model model : models.processes()) {
            for (Xml element : model.all("process", "userTask")) {
                if (element.children("documentation").stream()
                        .allMatch(text -> text.text().isEmpty())) {
                    findings.add(model, element, "needs a documentation: what it is for and why");
                }
            }
            String page = "docs/processes/" + model.stem() + ".md";
            if (!models.has(page)) {
                findings.add(model.file(), "needs the page " + page);
            }
        }
        return findings.lines();
    }
}
