package io.tradewind.engine.examination;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Every task is due in working time, or at a moment the process computed before ({@code ${paymentDueAt}}), is reminded of
 * before and escalated after, by listeners of one shape.
 */
public final class UserTaskDeadlineRule implements Rule {

    private static final Pattern WORKING_TIME =
            Pattern.compile("\\$\\{(workingTime\\.(of\\(\\w+\\)\\.)?(hours|days)\\(.+\\)|\\w+At)}");

    @Override
    public List<Finding> findings(Models models) {
        Findings findings = new Findings();
        for (Model model : models.processes()) {
            for (Xml task : model.all("userTask")) {
                if (!WORKING_TIME.matcher(task.camunda("dueDate")).matches()) {
                    findings.error(model, task, "needs a due date in working time, like ${workingTime.days(2)}");
                }
                checkListener(findings, model, task, "remind");
                checkListener(findings, model, task, "escalate");
            }
        }
        return findings.list();
    }

    private static void checkListener(Findings findings, Model model, Xml task, String act) {
        List<Xml> listeners = task.descendants("taskListener").stream()
                .filter(listener -> listener.get("delegateExpression").equals("${" + act + "Listener}"))
                .toList();
        if (listeners.size() != 1) {
            findings.error(model, task, "needs one listener ${" + act + "Listener}");
            return;
        }
        Xml listener = listeners.get(0);
        if (!listener.get("event").equals("timeout")) {
            findings.error(model, task, "must " + act + " at a timeout");
        }
        if (!listener.id().equals(act + "-" + task.id())) {
            findings.warn(model, task, "must call its listener " + act + "-" + task.id());
        }
        if (listener.descendants("timeDate").stream()
                .noneMatch(date -> WORKING_TIME.matcher(date.text()).matches())) {
            findings.error(model, task, "must " + act + " after working time, like ${workingTime.days(1)}");
        }
    }
}
