package io.tradewind.deal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.approval.Replay;
import io.tradewind.approval.WhatIf;
import io.tradewind.bench.BenchFile;
import io.tradewind.bench.Samples;
import io.tradewind.customer.Customers;
import io.tradewind.kpi.SamplePipeline;
import io.tradewind.support.TradewindTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * All closed deals of the sample through a discount table in which managers grant 15 % instead of 20 %.
 *
 * <p>{@code what_if_per_s}: deals with a price, each judged by the deployed and by the changed tables, over the median time of
 * twenty replays on one thread, reading the deals and parsing the table included; twenty more went before.
 */
@Tag("bench")
@TradewindTest
class WhatIfBenchTests {

    private static final int RUNS = 20;

    @Autowired
    private WhatIf whatIf;

    @Autowired
    private Deals deals;

    @Autowired
    private Customers customers;

    @Test
    void theWholeSample() throws IOException {
        SamplePipeline.load(deals, customers);
        String dmn = Files.readString(Path.of("bpmn/approval/discount-authority.dmn"))
                .replaceFirst("<text>0.20</text>", "<text>0.15</text>");
        Replay replay = whatIf.replay(dmn, null, null);
        assertThat(replay.deals()).isGreaterThanOrEqualTo(4238);
        assertThat(replay.changes()).isPositive();
        for (int i = 0; i < RUNS; i++) {
            whatIf.replay(dmn, null, null);
        }
        Samples samples = new Samples();
        for (int i = 0; i < RUNS; i++) {
            samples.take(() -> whatIf.replay(dmn, null, null));
        }
        BenchFile.record("what_if_per_s", replay.deals() / (samples.quantileMs(0.5) / 1000));
    }
}
