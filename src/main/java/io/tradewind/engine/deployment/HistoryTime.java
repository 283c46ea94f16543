package io.tradewind.engine.deployment;

import io.tradewind.engine.examination.Finding;
import io.tradewind.engine.examination.Model;
import io.tradewind.engine.examination.Reading;
import io.tradewind.engine.examination.Xml;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a company must keep it keeps: whoever deploys may give a process or a decision a longer history time to live than the
 * application is set to, never a shorter one, and none whose end no calendar knows, since the last step of a case would fail.
 * The application's own models come with the application, whose operator may set it.
 */
final class HistoryTime {

    private static final Pattern DAYS = Pattern.compile("P?(\\d+)D?");

    /** A hundred years. */
    private static final BigInteger MOST = BigInteger.valueOf(36_525);

    private final BigInteger least;

    /** @param least {@code P3650D} */
    HistoryTime(String least) {
        Matcher written = DAYS.matcher(least.strip());
        this.least = written.matches() ? new BigInteger(written.group(1)) : BigInteger.ZERO;
    }

    /** @param files complete, as {@link Reading} read them without a finding */
    List<Finding> findings(Map<String, byte[]> files) {
        Reading read = Reading.of(files);
        return Stream.concat(read.processes().stream(), read.decisions().stream())
                .flatMap(
                        model -> model.all("process", "decision").stream().flatMap(element -> findings(model, element)))
                .toList();
    }

    /** What is no number of days is told by the rule for it, and by the engine. */
    private Stream<Finding> findings(Model model, Xml element) {
        Matcher written = DAYS.matcher(element.camunda("historyTimeToLive").strip());
        if (!written.matches()) {
            return Stream.empty();
        }
        BigInteger days = new BigInteger(written.group(1));
        String remedy;
        if (days.compareTo(least) < 0) {
            remedy = least + " days are the least allowed here: give it the history time to live P" + least
                    + "D or a longer one";
        } else if (days.compareTo(MOST.max(least)) > 0) {
            remedy = MOST.max(least) + " days are the most allowed: give it a shorter history time to live";
        } else {
            return Stream.empty();
        }
        return Stream.of(new Finding(
                Finding.Severity.ERROR,
                model.file(),
                element.id(),
                element.name(),
                "keeps what happened for " + days + " days; " + remedy));
    }
}
