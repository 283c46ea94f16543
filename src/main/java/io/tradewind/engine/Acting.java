package io.tradewind.engine;

import java.util.Optional;
import java.util.function.Supplier;

/** Who is acting in this thread: the logged-in person in a request, nobody in a job. */
public interface Acting {

    Optional<String> user();

    boolean inGroup(String group);

    /** Runs work with the engine's authorization checks off; {@link #user()} still tells the person. */
    <T> T asSystem(Supplier<T> work);

    /** As {@link #asSystem(Supplier)}, without a result. */
    default void asSystem(Runnable work) {
        asSystem(() -> {
            work.run();
            return Boolean.TRUE;
        });
    }

    /**
     * Runs work as this person, with their groups and nothing more. Only for a person who has proved who they are in
     * another way than by logging in, such as with the secret of a link that was mailed to them.
     */
    <T> T asPerson(String userId, Supplier<T> work);

    /** Whether {@link #asSystem} is running: then no person submits these variables, our own code does. */
    boolean isSystem();
}
