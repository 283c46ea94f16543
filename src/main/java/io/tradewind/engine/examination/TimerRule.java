package io.tradewind.engine.examination;

import io.tradewind.engine.expression.TimerWords;
import java.util.List;
import java.util.regex.Pattern;

/** No timer comes more than once a minute, and nothing is done a hundred million times: what a model repeats is bounded. */
public final class TimerRule implements Rule {

    private static final int MOST = 100;
    private static final Pattern COUNT = Pattern.compile("[1-9]\\d{0,2}");

    @Override
    public List<Finding> findings(Models models) {
        Findings findings = new Findings();
        for (Model model : models.processes()) {
            for (Xml cycle : model.all("timeCycle")) {
                String strange = TimerWords.strangeCycle(cycle.text());
                if (strange != null) {
                    findings.error(model, cycle, "has a timer '" + cut(cycle.text()) + "' that " + strange);
                }
            }
            for (Xml duration : model.all("timeDuration")) {
                String strange =
                        duration.text().contains("${") || duration.text().contains("#{")
                                ? null // the engine looks at what it comes to
                                : TimerWords.strangeDuration(duration.text());
                if (strange != null) {
                    findings.error(model, duration, "has a timer '" + cut(duration.text()) + "' that " + strange);
                }
            }
            for (Xml count : model.all("loopCardinality")) {
                boolean bounded = COUNT.matcher(count.text()).matches() && Integer.parseInt(count.text()) <= MOST;
                if (!bounded) {
                    findings.error(
                            model,
                            count,
                            "is done '" + cut(count.text()) + "' times; write a number up to " + MOST
                                    + ", or name a list: once for each of its entries");
                }
            }
        }
        return findings.list();
    }

    private static String cut(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }
}
