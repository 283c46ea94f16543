package io.tradewind.engine.guard;

import java.util.Map;

/** The fields a form may submit, by name. */
record FormRules(Map<String, Field> fields) {

    /** A task without a form: nothing may be submitted. */
    static final FormRules NOTHING = new FormRules(Map.of());
}
