package io.tradewind.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.support.DyingNode;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Runs by itself after all other tests, which note the steps that were killed: every asynchronous step of every model was. */
class NoStepLeftOutTests {

    @Test
    void everyStepOfEveryModelWasKilledOnce() throws IOException {
        Set<String> left = new TreeSet<>(Files.readAllLines(DyingNode.RUN.resolve(EveryAsynchronousStepTests.ALL)));
        assertThat(left).hasSizeGreaterThan(20);
        try (DirectoryStream<Path> killed = Files.newDirectoryStream(DyingNode.RUN, "*.txt")) {
            for (Path ofOneNode : killed) {
                Files.readAllLines(ofOneNode).forEach(left::remove);
            }
        }

        assertThat(left)
                .as("asynchronous steps and timers that no test runs through EngineSteps: add a test that does")
                .isEmpty();
    }
}
