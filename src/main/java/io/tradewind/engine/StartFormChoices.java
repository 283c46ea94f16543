package io.tradewind.engine;

import java.util.Map;

/**
 * What a start form offers to choose from. No process is there yet that could hold the choices as a variable, so a select
 * names them ({@code "properties": {"choices": "regions"}}), and they are put in whenever the form is opened.
 */
public interface StartFormChoices {

    /** As forms name them. */
    String name();

    /** Value → what people read, in the order they read them. */
    Map<String, String> choices();
}
