package io.tradewind.fault;

import java.io.IOException;

/** A program of this machine, run to its end; what it prints is of no interest. */
final class Command {

    private Command() {}

    /** Whether it is there and ended well. */
    static boolean succeeds(String... command) {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException notThere) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    static void run(String... command) {
        if (!succeeds(command)) {
            throw new AssertionError(String.join(" ", command) + " failed");
        }
    }
}
