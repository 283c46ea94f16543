package io.tradewind.engine.security;

import io.tradewind.engine.web.UnreadableConditions;
import org.camunda.bpm.engine.exception.NotFoundException;
import org.camunda.bpm.engine.impl.AbstractQuery;
import org.camunda.bpm.engine.impl.cfg.auth.AuthorizationCommandChecker;
import org.camunda.bpm.engine.impl.cmd.AbstractExecuteFilterCmd;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;

/**
 * Tells conditions that cannot be read from a failure, before the engine writes them to the log with a page of its inside.
 * A question within a step is ours, and what it throws is a failure.
 */
class OutermostQuestions extends CommandInterceptor {

    @Override
    public <T> T execute(Command<T> command) {
        boolean outermost =
                Context.getCommandContext() instanceof QuietRefusals.Quiet context && context.isOutermost(command);
        try {
            return next.execute(command);
        } catch (RuntimeException thrown) {
            boolean question = command instanceof AbstractQuery<?, ?> || command instanceof AbstractExecuteFilterCmd;
            if (outermost && question && UnreadableConditions.shownBy(thrown)) {
                throw new UnreadableConditions(thrown);
            }
            if (outermost && isOfNothing(thrown)) {
                throw new NotFoundException("This is not there, or you may not see it.", thrown);
            }
            throw thrown;
        }
    }

    /** Whether somebody may see a thing the engine asks without looking whether it is there. */
    private static boolean isOfNothing(RuntimeException thrown) {
        return thrown instanceof NullPointerException
                && thrown.getStackTrace().length > 0
                && thrown.getStackTrace()[0].getClassName().equals(AuthorizationCommandChecker.class.getName());
    }
}
