package io.tradewind.engine;

/** Personal data that is kept no longer than it is needed; each module erases its own, by a job, every night. */
public interface Retention {

    /** What is erased, in plain words, for the log. */
    String what();

    /**
     * Erases some of what is old enough, in a transaction of its own.
     *
     * @return how much; 0 if nothing is left
     */
    int erase();
}
