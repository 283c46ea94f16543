package io.tradewind.engine.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IdsInOrderTests {

    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");

    private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
    private final InstantSource clock = now::get;
    private final IdsInOrder ids = new IdsInOrder(clock);

    @Test
    void eachIsGreaterThanTheOneBefore() {
        List<String> given = new ArrayList<>();
        // more than one millisecond holds
        IntStream.range(0, 10_000).forEach(i -> given.add(ids.getNextId()));
        now.set(NOON.plusSeconds(1));
        given.add(ids.getNextId());
        now.set(NOON.minusSeconds(3600));
        given.add(ids.getNextId());

        assertThat(given).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void beginsWithItsMoment() {
        UUID id = UUID.fromString(ids.getNextId());

        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(NOON.toEpochMilli());
    }

    @Test
    void manyAtOnceGetDifferentOnes() {
        List<String> given = IntStream.range(0, 20_000)
                .parallel()
                .mapToObj(i -> ids.getNextId())
                .toList();

        assertThat(given).doesNotHaveDuplicates();
    }

    @Test
    void nodesInTheSameMillisecondGetDifferentOnes() {
        assertThat(ids.getNextId()).isNotEqualTo(new IdsInOrder(clock).getNextId());
    }
}
