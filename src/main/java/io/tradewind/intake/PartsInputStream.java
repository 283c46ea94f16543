package io.tradewind.intake;

import java.io.InputStream;
import java.util.Optional;
import java.util.function.IntFunction;

/** A stream over content that is kept in numbered parts, one of them in memory at a time. */
final class PartsInputStream extends InputStream {

    private final IntFunction<Optional<byte[]>> parts;
    private byte[] current = new byte[0];
    private int position;
    private int next;
    private boolean ended;

    PartsInputStream(IntFunction<Optional<byte[]>> parts) {
        this.parts = parts;
    }

    @Override
    public int read() {
        return hasMore() ? current[position++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        if (length == 0) {
            return 0;
        }
        if (!hasMore()) {
            return -1;
        }
        int count = Math.min(length, current.length - position);
        System.arraycopy(current, position, buffer, offset, count);
        position += count;
        return count;
    }

    private boolean hasMore() {
        while (position == current.length && !ended) {
            Optional<byte[]> part = parts.apply(next++);
            current = part.orElse(new byte[0]);
            position = 0;
            ended = part.isEmpty();
        }
        return !ended;
    }
}
