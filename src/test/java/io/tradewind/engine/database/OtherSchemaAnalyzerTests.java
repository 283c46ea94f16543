package io.tradewind.engine.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.tradewind.support.TradewindTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.jdbc.core.simple.JdbcClient;

/** On real tables that a migration made which is another one afterwards, or gone. */
@TradewindTest
class OtherSchemaAnalyzerTests {

    private static final String SCHEMA = "made_by_others";

    @Autowired
    private DataSource database;

    @Autowired
    private JdbcClient jdbc;

    @TempDir
    private Path migrations;

    @AfterEach
    void drop() {
        jdbc.sql("DROP SCHEMA IF EXISTS " + SCHEMA + " CASCADE").update();
    }

    @Test
    void aChangedMigrationEndsTheStartInWords() throws IOException {
        migrated();
        Files.writeString(migrations.resolve("V1__make.sql"), "CREATE TABLE one (id int, more int);");

        assertThat(told().getDescription())
                .isEqualTo(
                        "The tables of this database were made by other migrations than this jar has: Migration checksum"
                                + " mismatch for migration version 1.");
    }

    @Test
    void aMissingMigrationEndsTheStartInWords() throws IOException {
        migrated();
        Files.delete(migrations.resolve("V1__make.sql"));

        FailureAnalysis told = told();
        assertThat(told.getDescription()).contains("Detected applied migration not resolved locally: 1");
        assertThat(told.getAction()).contains("restore the backup").doesNotContain("repair");
    }

    private void migrated() throws IOException {
        Files.writeString(migrations.resolve("V1__make.sql"), "CREATE TABLE one (id int);");
        Files.writeString(migrations.resolve("V2__make.sql"), "CREATE TABLE two (id int);");
        flyway().migrate();
    }

    private FailureAnalysis told() {
        Throwable thrown = catchThrowable(() -> flyway().migrate());
        FailureAnalysis told =
                new OtherSchemaAnalyzer().analyze(new BeanCreationException("flywayInitializer", "cannot", thrown));
        assertThat(told).isNotNull();
        return told;
    }

    private Flyway flyway() {
        return Flyway.configure()
                .dataSource(database)
                .schemas(SCHEMA)
                .locations("filesystem:" + migrations)
                .load();
    }
}
