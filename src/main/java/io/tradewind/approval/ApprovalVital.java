package io.tradewind.approval;

import io.tradewind.engine.Vital;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How many approvals wait for people. However many these are, it is no operator's trouble. */
@Component
class ApprovalVital implements Vital {

    private static final String OPEN =
            """
            SELECT kind, count(*) AS n FROM approval WHERE state = 'open' GROUP BY kind ORDER BY kind
            """;

    private final JdbcClient jdbc;

    ApprovalVital(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String name() {
        return "approvals";
    }

    @Override
    public Condition condition() {
        List<Measured> open = jdbc.sql(OPEN)
                .query((row, number) -> measured(row.getString("kind"), row.getLong("n")))
                .list();
        return new Condition(
                null,
                Vital.details("open", (long)
                        open.stream().mapToDouble(Measured::value).sum()),
                open.isEmpty() ? List.of(measured(Measured.NONE, 0)) : open);
    }

    private static Measured measured(String kind, long count) {
        return new Measured(
                "tradewind.approvals.open",
                "Approvals that are asked for and not decided",
                Map.of("kind", kind),
                count);
    }
}
