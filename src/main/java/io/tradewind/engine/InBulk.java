package io.tradewind.engine;

import java.util.function.Supplier;

/**
 * Work on many rows at once, such as a file that is imported: the steps with which processes go on after it come after
 * those for which a single person waits.
 */
public final class InBulk {

    private static final ThreadLocal<Boolean> HERE = ThreadLocal.withInitial(() -> false);

    private InBulk() {}

    public static <T> T run(Supplier<T> work) {
        boolean before = HERE.get();
        HERE.set(true);
        try {
            return work.get();
        } finally {
            HERE.set(before);
        }
    }

    /** Whether this thread is at such work. */
    public static boolean isHere() {
        return HERE.get();
    }
}
