package io.tradewind.service.process;

import io.tradewind.engine.variables.Variable;
import java.time.LocalDate;

/** What a measure that somebody sees to knows. */
final class PreventionMeasureVariables {

    /** Number of the case or the review that decided it. */
    static final Variable<String> MEASURE_OF = Variable.text("measureOf");

    /** User id of who sees to it. */
    static final Variable<String> MEASURE_OWNER = Variable.text("measureOwner");

    /** Shown: what is to be done, why, and what was said of it before. */
    static final Variable<String> MEASURE_BRIEFING = Variable.text("measureBriefing");

    /** The end of its day. */
    static final Variable<String> MEASURE_DUE_AT = Variable.text("measureDueAt");

    /** The morning of its day. */
    static final Variable<String> MEASURE_REMIND_AT = Variable.text("measureRemindAt");

    /** A working day after its day. */
    static final Variable<String> MEASURE_LATE_AT = Variable.text("measureLateAt");

    /** Submitted, and routes: done, later or dropped. */
    static final Variable<String> MEASURE_OUTCOME = Variable.text("measureOutcome");

    /** Submitted: what was done, or why not. */
    static final Variable<String> MEASURE_NOTE = Variable.text("measureNote");

    /** Submitted: until when instead. */
    static final Variable<LocalDate> MEASURE_NEW_DUE_ON = Variable.date("measureNewDueOn");

    private PreventionMeasureVariables() {}
}
