package io.tradewind.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.engine.Vital;
import io.tradewind.engine.Vital.Measured;
import io.tradewind.support.TradewindTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

/** Where there is nothing to do, zero is told: a figure that is missing says as little as a node that is gone. */
@TradewindTest
class FiguresAtRestTests {

    @Autowired
    private List<Vital> vitals;

    @Autowired
    private JdbcClient jdbc;

    @Test
    @Transactional
    void zeroIsTold() throws IOException {
        jdbc.sql("UPDATE engine.act_ru_task SET proc_def_id_ = NULL").update();
        jdbc.sql("DELETE FROM engine.act_ru_incident").update();
        jdbc.sql("UPDATE approval SET state = 'superseded', decided_at = now() WHERE state = 'open'")
                .update();

        List<Measured> told = vitals.stream()
                .flatMap(vital -> vital.condition().measures().stream())
                .toList();

        for (String name : List.of(
                "tradewind.incidents.open",
                "tradewind.approvals.open",
                "tradewind.tasks.open",
                "tradewind.tasks.overdue")) {
            assertThat(told)
                    .filteredOn(measured -> measured.name().equals(name))
                    .as(name)
                    .singleElement()
                    .satisfies(measured -> {
                        assertThat(measured.value()).isZero();
                        assertThat(measured.labels().values()).containsOnly("none");
                    });
        }
        String dashboard = Files.readString(Path.of("deploy/grafana/tradewind.json"));
        assertThat(told).extracting(Measured::name).allSatisfy(name -> assertThat(dashboard + "tradewind_nodes_silent")
                .contains(name.replace('.', '_')));
    }
}
