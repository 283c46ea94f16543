package io.tradewind.engine.database;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.camunda.bpm.engine.impl.cfg.IdGenerator;

/**
 * The engine's ids, beginning with their moment (UUID, version 7): each is greater than the one before, so that new rows
 * stand side by side at the end of an index. The engine's own ids begin with the part of the time that comes round every
 * seven minutes: each new row goes somewhere in the whole of every index, and the more there is in it, the more of it has to
 * be read, logged and written for one journey.
 */
final class IdsInOrder implements IdGenerator {

    /** How many within a millisecond are told apart by counting; more take from the next one. */
    private static final int COUNTED_BITS = 12;

    private static final int VERSION_BITS = 4;
    private static final long VERSION = 7;
    private static final int VARIANT_BITS = 2;
    private static final long VARIANT = 2;

    private final InstantSource clock;
    private final AtomicLong last = new AtomicLong();

    /** Nodes and starts differ in this. */
    private final long self = VARIANT << (Long.SIZE - VARIANT_BITS) | new SecureRandom().nextLong() >>> VARIANT_BITS;

    IdsInOrder(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public String getNextId() {
        long next = last.accumulateAndGet(clock.millis() << COUNTED_BITS, (before, now) -> Math.max(before + 1, now));
        long counted = next & (1 << COUNTED_BITS) - 1;
        return new UUID(next >>> COUNTED_BITS << COUNTED_BITS + VERSION_BITS | VERSION << COUNTED_BITS | counted, self)
                .toString();
    }
}
