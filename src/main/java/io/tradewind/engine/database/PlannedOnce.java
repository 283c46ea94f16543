package io.tradewind.engine.database;

import java.util.function.Supplier;
import org.camunda.bpm.engine.impl.cmd.AbstractCorrelateMessageCmd;
import org.camunda.bpm.engine.impl.cmd.ClaimTaskCmd;
import org.camunda.bpm.engine.impl.cmd.CompleteTaskCmd;
import org.camunda.bpm.engine.impl.cmd.ExecuteJobsCmd;
import org.camunda.bpm.engine.impl.cmd.StartProcessInstanceCmd;
import org.camunda.bpm.engine.impl.cmd.SubmitStartFormCmd;
import org.camunda.bpm.engine.impl.cmd.SubmitTaskFormCmd;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * What moves a process asks the same small questions by their keys each time; the database plans each of them once for a
 * connection and not for each value anew, which took as long as all reading. Lists and figures, where the value decides how
 * to look, are other transactions and stay planned as the database thinks best.
 */
final class PlannedOnce extends CommandInterceptor {

    /**
     * Its index is looked into, however small a table is: a plan that was made while it was empty would read all of it for as
     * long as the connection lives.
     */
    private static final String ONCE =
            """
            SELECT set_config('plan_cache_mode', 'force_generic_plan', true), set_config('enable_seqscan', 'off', true),
                   set_config('jit', 'off', true)
            """;

    private final Supplier<? extends JdbcOperations> jdbc;

    PlannedOnce(Supplier<? extends JdbcOperations> jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public <T> T execute(Command<T> command) {
        if (moves(command)
                && TransactionSynchronizationManager.isActualTransactionActive()
                && !TransactionSynchronizationManager.hasResource(this)) {
            jdbc.get().query(ONCE, statement -> {}, row -> {});
            Said said = new Said();
            said.resume();
            TransactionSynchronizationManager.registerSynchronization(said);
        }
        return next.execute(command);
    }

    private static boolean moves(Command<?> command) {
        return command instanceof ExecuteJobsCmd
                || command instanceof SubmitTaskFormCmd
                || command instanceof CompleteTaskCmd
                || command instanceof ClaimTaskCmd
                || command instanceof SubmitStartFormCmd
                || command instanceof StartProcessInstanceCmd
                || command instanceof AbstractCorrelateMessageCmd;
    }

    /** Once for a transaction; another inside it has a connection of its own. */
    private final class Said implements TransactionSynchronization {

        @Override
        public void suspend() {
            TransactionSynchronizationManager.unbindResource(PlannedOnce.this);
        }

        @Override
        public void resume() {
            TransactionSynchronizationManager.bindResource(PlannedOnce.this, this);
        }

        @Override
        public void afterCompletion(int status) {
            TransactionSynchronizationManager.unbindResourceIfPossible(PlannedOnce.this);
        }
    }
}
