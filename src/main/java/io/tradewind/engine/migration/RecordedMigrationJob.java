package io.tradewind.engine.migration;

import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.migration.batch.MigrationBatchConfiguration;
import org.camunda.bpm.engine.impl.migration.batch.MigrationBatchJobHandler;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;

/**
 * One job of the engine's batch. What it does for an instance is committed together with the record of it, so a job that
 * is run again finds what it has done.
 */
final class RecordedMigrationJob extends MigrationBatchJobHandler {

    private final ObjectProvider<EngineMigrations> migrations;

    RecordedMigrationJob(ObjectProvider<EngineMigrations> migrations) {
        this.migrations = migrations;
    }

    @Override
    public void executeHandler(
            MigrationBatchConfiguration configuration,
            @Nullable ExecutionEntity execution,
            CommandContext context,
            @Nullable String tenantId) {
        migrations
                .getObject()
                .move(configuration.getBatchId(), configuration.getMigrationPlan(), configuration.getIds());
    }
}
