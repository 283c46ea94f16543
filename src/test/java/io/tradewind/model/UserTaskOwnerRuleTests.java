package io.tradewind.model;

import io.tradewind.organization.Roles;
import java.util.Arrays;
import java.util.List;

/** Every task belongs to a role, so that it is found when the person it was given to is away; a word says why it is. */
class UserTaskOwnerRuleTests extends ModelRule {

    @Override
    List<String> findings(Models models) {
        Findings findings = new Findings();
        for (Models.Model model : models.processes()) {
            for (Xml task : model.all("userTask")) {
                String groups = task.camunda("candidateGroups");
                if (groups.isBlank()) {
                    findings.add(model, task, "needs a role as candidate group");
                }
                if (!groups.startsWith("${")) {
                    Arrays.stream(groups.split(","))
                            .map(String::strip)
                            .filter(group -> !group.isEmpty() && !Roles.ALL.contains(group))
                            .forEach(
                                    group -> findings.add(model, task, "belongs to '" + group + "', which is no role"));
                }
            }
        }
        return findings.lines();
    }
}
