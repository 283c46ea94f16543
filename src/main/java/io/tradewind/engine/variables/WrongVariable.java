package io.tradewind.engine.variables;

/** A process variable holds something else than the model declares. */
public final class WrongVariable extends IllegalStateException {

    private final String variable;

    WrongVariable(String variable, Object value, RuntimeException cause) {
        super(
                "Variable '" + variable + "' holds " + value.getClass().getSimpleName() + " '" + value
                        + "', which is not what the model declares",
                cause);
        this.variable = variable;
    }

    public String variable() {
        return variable;
    }
}
