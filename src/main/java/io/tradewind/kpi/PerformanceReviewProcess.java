package io.tradewind.kpi;

/** Starting the process {@code performance-review}; implemented where the engine is known. */
public interface PerformanceReviewProcess {

    /** Starts it, in the caller's transaction. */
    void start(PerformanceReview review);
}
