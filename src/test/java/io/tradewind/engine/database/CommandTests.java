package io.tradewind.engine.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@ExtendWith(OutputCaptureExtension.class)
class CommandTests {

    @Test
    void whyTheDatabaseCannotBeAskedIsSaid(CapturedOutput output) {
        int ended = Command.run(
                database -> {
                    new TransactionTemplate(new JdbcTransactionManager(database)).executeWithoutResult(status -> {});
                    return 0;
                },
                "--spring.datasource.url=jdbc:postgresql://localhost:1/none");

        assertThat(ended).isEqualTo(2);
        assertThat(output.getErr())
                .contains("Connection to localhost:1 refused")
                .doesNotContain("\tat ");
    }
}
