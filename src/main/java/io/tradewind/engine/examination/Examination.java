package io.tradewind.engine.examination;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The examination of models: the same rules when the application starts, when a process owner deploys and when it is
 * built. All that is wrong is told at once.
 */
public final class Examination {

    /** Every rule, in the order in which people read findings. */
    public static final List<Rule> RULES = List.of(
            new NoCodeRule(),
            new ExpressionRule(),
            new DelegateRule(),
            new ReferenceRule(),
            new MessageRule(),
            new UserTaskFormRule(),
            new UserTaskOwnerRule(),
            new UserTaskDeadlineRule(),
            new FormFieldRule(),
            new VariableRule(),
            new LoopRule(),
            new OutsideEffectRule(),
            new DecisionTableRule(),
            new GatewayQuestionRule(),
            new HistoryTimeToLiveRule(),
            new BusinessKeyRule(),
            new DiagramRule());

    private Examination() {}

    /**
     * What is wrong with files once they stand beside what stays deployed. What is wrong elsewhere already, and not
     * because of them, is not told.
     *
     * @param files name in the deployment → content, complete modules
     * @param others what stays deployed beside them
     */
    public static List<Finding> of(Map<String, byte[]> files, Map<String, byte[]> others, JavaSide java) {
        Reading read = Reading.of(files);
        if (!read.findings().isEmpty()) {
            return read.findings();
        }
        Reading beside = Reading.of(others);
        List<Finding> found = new ArrayList<>(of(read.beside(beside).with(java)));
        Set<String> theirs = files.keySet();
        if (found.stream().anyMatch(finding -> !theirs.contains(finding.file()))) {
            found.removeAll(of(beside.with(java)).stream()
                    .filter(finding -> !theirs.contains(finding.file()))
                    .toList());
        }
        return found;
    }

    /** What is wrong with models that can be read. */
    public static List<Finding> of(Models models) {
        return RULES.stream()
                .flatMap(rule -> rule.findings(models).stream())
                .distinct()
                .toList();
    }
}
