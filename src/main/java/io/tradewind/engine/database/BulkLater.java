package io.tradewind.engine.database;

import io.tradewind.engine.InBulk;
import org.camunda.bpm.engine.impl.jobexecutor.DefaultJobPriorityProvider;
import org.camunda.bpm.engine.impl.jobexecutor.JobDeclaration;
import org.camunda.bpm.engine.impl.jobexecutor.MessageJobDeclaration;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;

/**
 * The steps with which a process goes on after work in bulk get a lower priority; deadlines, and whatever comes after that
 * step, have the one of all others. A priority given in a model or by an administrator stands.
 */
final class BulkLater extends DefaultJobPriorityProvider {

    static final long LATER = -10;

    @Override
    public long determinePriority(ExecutionEntity execution, JobDeclaration<?, ?> job, String definition) {
        long priority = super.determinePriority(execution, job, definition);
        return priority == getDefaultPriority() && job instanceof MessageJobDeclaration && InBulk.isHere()
                ? LATER
                : priority;
    }
}
