package io.tradewind.engine.examination;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The examination of models: the same rules when the application starts, when a process owner deploys and when it is
 * built. All that is wrong is told at once.
 */
public final class Examination {

    private static final Logger log = LoggerFactory.getLogger(Examination.class);

    /** Every rule, in the order in which people read findings. */
    public static final List<Rule> RULES = List.of(
            new NoCodeRule(),
            new ExpressionRule(),
            new MoneyRule(),
            new ConditionRule(),
            new DelegateRule(),
            new ReferenceRule(),
            new MessageRule(),
            new UserTaskFormRule(),
            new UserTaskOwnerRule(),
            new UserTaskDeadlineRule(),
            new FormFieldRule(),
            new KeptFieldRule(),
            new VariableRule(),
            new LoopRule(),
            new TimerRule(),
            new OutsideEffectRule(),
            new FeelRule(),
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
                .flatMap(rule -> findings(rule, models).stream())
                .distinct()
                .toList();
    }

    /** What a rule stumbles over does not pass it. */
    private static List<Finding> findings(Rule rule, Models models) {
        try {
            return rule.findings(models);
        } catch (RuntimeException | StackOverflowError e) {
            log.error("{} failed", rule.getClass().getSimpleName(), e);
            Findings failed = new Findings();
            failed.error(
                    "deployment",
                    "cannot be examined by the " + rule.getClass().getSimpleName() + " (" + e.getMessage()
                            + "); show the files to whoever looks after the application");
            return failed.list();
        }
    }
}
