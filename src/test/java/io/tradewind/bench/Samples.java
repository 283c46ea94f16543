package io.tradewind.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Durations of one thing done many times. */
public final class Samples {

    private final List<Long> nanos = new ArrayList<>();

    /** Runs it once and keeps how long it took. */
    public void take(Runnable work) {
        long before = System.nanoTime();
        work.run();
        nanos.add(System.nanoTime() - before);
    }

    /** The latest, in milliseconds. */
    double last() {
        return nanos.get(nanos.size() - 1) / 1e6;
    }

    /** The duration in milliseconds that this fraction of the runs did not exceed. */
    public double quantileMs(double fraction) {
        List<Long> sorted = new ArrayList<>(nanos);
        Collections.sort(sorted);
        int place = (int) Math.ceil(fraction * sorted.size()) - 1;
        return sorted.get(Math.max(0, place)) / 1e6;
    }
}
