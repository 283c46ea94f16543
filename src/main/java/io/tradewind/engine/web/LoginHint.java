package io.tradewind.engine.web;

/**
 * Somebody a newcomer can log in as, shown on the login page where such people exist: in the demo.
 *
 * @param who one line on what this person does, e.g. "Sales rep in Melvin Marxen's team"
 */
public record LoginHint(String userId, String name, String who, String password) {

    /** Implemented by whoever creates such people. */
    @FunctionalInterface
    public interface Source {
        java.util.List<LoginHint> hints();
    }
}
