package io.tradewind.engine;

/** The start must not go on, and somebody can do something about it: told in two sentences, without a stack trace. */
public class CannotStart extends RuntimeException {

    private final String remedy;

    /**
     * @param why what is wrong
     * @param remedy what to do
     */
    public CannotStart(String why, String remedy) {
        super(why);
        this.remedy = remedy;
    }

    String remedy() {
        return remedy;
    }
}
