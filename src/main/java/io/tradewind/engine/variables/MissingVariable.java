package io.tradewind.engine.variables;

/** A step needs a process variable that no step before it wrote, as when somebody put the process to it by hand. */
public final class MissingVariable extends IllegalStateException {

    private final String variable;

    public MissingVariable(String variable) {
        super("Variable '" + variable + "' is missing");
        this.variable = variable;
    }

    public String variable() {
        return variable;
    }
}
