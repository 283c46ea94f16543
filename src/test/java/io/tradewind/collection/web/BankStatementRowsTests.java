package io.tradewind.collection.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BankStatementRowsTests {

    private static final int ENTRIES = 200_000;

    /** A large statement goes through without being held. */
    @Test
    void twoHundredThousandEntriesAreReadOneByOne() throws IOException {
        String[] around = Statement.of("BIG").credit("K0", "1.00", "x").xml().split("(?=<Ntry>)|(?<=</Ntry>\n)");
        long[] handedOut = {0};
        Stream<InputStream> parts = Stream.concat(
                Stream.concat(
                        Stream.of(stream(around[0])),
                        Stream.iterate(0, i -> i < ENTRIES, i -> i + 1).map(i -> {
                            handedOut[0]++;
                            return stream(around[1].replace("K0", "K" + i));
                        })),
                Stream.of(stream(around[2])));
        InputStream file = new SequenceInputStream(Collections.enumeration(new java.util.AbstractList<>() {
            private final java.util.Iterator<InputStream> all = parts.iterator();

            @Override
            public InputStream get(int index) {
                return all.next();
            }

            @Override
            public int size() {
                return ENTRIES + 2;
            }
        }));

        long rows = 0;
        long mostAhead = 0;
        try (BankStatementRows statement = new BankStatementRows(file)) {
            for (List<String> row = statement.next(); row != null; row = statement.next()) {
                rows++;
                mostAhead = Math.max(mostAhead, handedOut[0] - rows);
            }
        }

        assertThat(rows).isEqualTo(ENTRIES);
        assertThat(mostAhead).as("entries read but not handed on").isLessThan(200);
    }

    @Test
    void aLetterThatTheBankLostIsNoReasonToLoseThePayment() throws IOException {
        String file = Statement.of("LOST").credit("K0", "1.00", "Stra\uFFFDe 4").xml();

        try (BankStatementRows statement = new BankStatementRows(stream(file))) {
            assertThat(statement.next()).contains("Stra?e 4");
        }
    }

    private static InputStream stream(String text) {
        return new java.io.ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
