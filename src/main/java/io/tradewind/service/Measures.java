package io.tradewind.service;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What was to keep a cause from coming back, decided with a case or with a review, and whether it was done. */
public interface Measures {

    /**
     * @param of number of the case or the review that decided it
     * @return empty if nothing was decided (yet)
     */
    Optional<Measure> find(String of);

    /** @throws io.tradewind.engine.Refused if there is none */
    Measure get(String of);

    /**
     * Keeps what came of it.
     *
     * @param outcome {@code done}, {@code later} or {@code dropped}
     * @param newDueOn until when, if it is done later
     * @throws io.tradewind.engine.Refused if the outcome is none of these, words are missing, it is to be done later without a
     *     day from today on, or it is finished already
     */
    void report(String of, String outcome, String note, @Nullable LocalDate newDueOn);

    /**
     * A measure.
     *
     * @param of number of the case or the review that decided it
     * @param because what it is to put an end to
     * @param dueOn until when, after every delay
     */
    record Measure(String of, String text, String because, String owner, LocalDate dueOn, List<MeasureReport> reports) {

        /** The report that ended it; empty while it is still to be done. */
        public Optional<MeasureReport> finished() {
            return reports.stream()
                    .filter(report -> !report.outcome().equals("later"))
                    .findFirst();
        }

        /** In words: whether it was done. */
        public String state() {
            return finished()
                    .map(report -> report.outcome().equals("done") ? "done" : "dropped")
                    .orElse("not done yet");
        }
    }

    /** What somebody said of it. */
    record MeasureReport(String outcome, String note, @Nullable LocalDate newDueOn, String by, Instant at) {}
}
