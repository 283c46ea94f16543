package io.tradewind.engine.security;

import io.tradewind.engine.Refused;
import io.tradewind.engine.database.RightTwice;
import io.tradewind.engine.web.UnreadableConditions;
import org.camunda.bpm.engine.exception.NullValueException;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.interceptor.CommandContextFactory;
import org.jspecify.annotations.Nullable;

/**
 * A refused input, a weak password or a day that cannot be kept included, is no failure: it does not fill the operator's log
 * with stack traces.
 */
class QuietRefusals extends CommandContextFactory {

    /** As the engine says it when a login is saved. */
    private static final String PASSWORD_REFUSED = "Password does not match policy";

    QuietRefusals(ProcessEngineConfigurationImpl configuration) {
        setProcessEngineConfiguration(configuration);
    }

    @Override
    public CommandContext createCommandContext() {
        return new Quiet(processEngineConfiguration);
    }

    /** What one command from outside does, with all commands that it gives in turn. */
    static final class Quiet extends CommandContext {

        private @Nullable Command<?> outermost;

        private Quiet(ProcessEngineConfigurationImpl configuration) {
            super(configuration);
        }

        /** Asked for each command, before it is executed. */
        boolean isOutermost(Command<?> command) {
            if (outermost == null) {
                outermost = command;
            }
            return outermost == command;
        }

        @Override
        protected boolean shouldLogFine(Throwable thrown) {
            for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
                if (cause instanceof Refused || PASSWORD_REFUSED.equals(cause.getMessage()) || RightTwice.is(cause)) {
                    return true;
                }
            }
            // what is not there: whoever asked is told so, and if it is a failure of ours, it is written there
            return thrown instanceof NullValueException
                    || UnreadableConditions.isOfFarDay(thrown)
                    || super.shouldLogFine(thrown);
        }
    }
}
