package io.tradewind.model;

import io.tradewind.engine.examination.Model;
import io.tradewind.engine.examination.Rule;
import io.tradewind.engine.examination.UserTaskFormRule;
import io.tradewind.engine.examination.Xml;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Every task that a person does has a form, and no form lies about that nothing shows. */
class UserTaskFormRuleTests extends ExaminedRule {

    @Override
    Rule rule() {
        return new UserTaskFormRule();
    }

    @Override
    List<String> findings(Models models) {
        Set<String> used = new HashSet<>();
        for (Model model : models.processes()) {
            for (Xml task : model.all("userTask", "startEvent")) {
                used.add("forms/" + model.module() + "/" + task.camunda("formRef") + ".form");
                used.add(task.camunda("formKey").replace("embedded:deployment:", ""));
            }
        }
        Stream<String> forgotten = models.examined()
                .files()
                .filter(file -> file.startsWith("forms/") && !used.contains(file))
                .map(file -> file + ": no task shows this form; remove it or name it");
        return Stream.concat(super.findings(models).stream(), forgotten).toList();
    }
}
