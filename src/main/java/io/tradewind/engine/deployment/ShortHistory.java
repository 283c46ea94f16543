package io.tradewind.engine.deployment;

import io.tradewind.engine.examination.Finding;
import io.tradewind.engine.examination.Reading;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a company must keep it keeps: whoever deploys may give a process or a decision a longer history time to live than the
 * application is set to, never a shorter one. The application's own models come with the application, whose operator may set it.
 */
final class ShortHistory {

    private static final Pattern DAYS = Pattern.compile("P?(\\d+)D?");

    private final BigInteger least;

    /** @param least {@code P3650D} */
    ShortHistory(String least) {
        this.least = days(least);
    }

    /** @param files complete, as {@link Reading} read them without a finding */
    List<Finding> findings(Map<String, byte[]> files) {
        Reading read = Reading.of(files);
        return Stream.concat(read.processes().stream(), read.decisions().stream())
                .flatMap(model -> model.all("process", "decision").stream()
                        .filter(element ->
                                days(element.camunda("historyTimeToLive")).compareTo(least) < 0)
                        .map(element -> new Finding(
                                Finding.Severity.ERROR,
                                model.file(),
                                element.id(),
                                element.name(),
                                "keeps what happened for "
                                        + days(element.camunda("historyTimeToLive")) + " days; " + least
                                        + " days are the least allowed here: give it the history time to live P" + least
                                        + "D or a longer one")))
                .toList();
    }

    /** What is no number of days is told by the rule for it, and by the engine. */
    private static BigInteger days(String time) {
        Matcher written = DAYS.matcher(time.strip());
        return written.matches() ? new BigInteger(written.group(1)) : BigInteger.valueOf(Long.MAX_VALUE);
    }
}
