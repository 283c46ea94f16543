package io.tradewind.engine.examination;

import java.util.Arrays;
import java.util.List;

/** Every task belongs to a role, so that it is found when the person it was given to is away. */
public final class UserTaskOwnerRule implements Rule {

    @Override
    public List<Finding> findings(Models models) {
        Findings findings = new Findings();
        for (Model model : models.processes()) {
            for (Xml task : model.all("userTask")) {
                String groups = task.camunda("candidateGroups");
                if (groups.isBlank()) {
                    findings.error(model, task, "needs a role as candidate group");
                }
                if (!groups.contains("{")) {
                    Arrays.stream(groups.split(","))
                            .map(String::strip)
                            .filter(group ->
                                    !group.isEmpty() && !models.java().groups().contains(group))
                            .forEach(group ->
                                    findings.error(model, task, "belongs to '" + group + "', which is no role"));
                }
            }
        }
        return findings.list();
    }
}
