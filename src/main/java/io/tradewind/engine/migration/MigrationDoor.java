package io.tradewind.engine.migration;

import io.tradewind.engine.Acting;
import io.tradewind.engine.Refused;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.camunda.bpm.engine.impl.migration.MigrateProcessInstanceCmd;
import org.camunda.bpm.engine.impl.migration.batch.MigrateProcessInstanceBatchCmd;
import org.springframework.beans.factory.ObjectProvider;

/** Nobody moves instances past the record, administrators included. */
final class MigrationDoor extends CommandInterceptor {

    private final ObjectProvider<Acting> acting;

    MigrationDoor(ObjectProvider<Acting> acting) {
        this.acting = acting;
    }

    @Override
    public <T> T execute(Command<T> command) {
        if ((command instanceof MigrateProcessInstanceCmd || command instanceof MigrateProcessInstanceBatchCmd)
                && !acting.getObject().isSystem()
                && acting.getObject().user().isPresent()) {
            throw new Refused(
                    "migration",
                    "Nothing was moved: running instances are moved to another version on the page /processes, or with"
                            + " POST /api/migrations, by a process owner, so that it is tried first and stands in the"
                            + " record.");
        }
        return next.execute(command);
    }
}
