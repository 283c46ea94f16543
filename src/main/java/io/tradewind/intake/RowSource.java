package io.tradewind.intake;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of a file, whatever its format. */
interface RowSource extends AutoCloseable {

    /**
     * The next row; null at the end.
     *
     * @throws io.tradewind.engine.Refused if the file cannot be read on
     */
    CsvSource.@Nullable Line next();

    @Override
    void close() throws IOException;

    /** Rows of a format of its own, numbered from 1. */
    static RowSource of(FileFormat.Rows rows) {
        return new RowSource() {
            private int number;

            @Override
            public CsvSource.@Nullable Line next() {
                List<String> cells = rows.next();
                return cells == null ? null : new CsvSource.Line(++number, cells);
            }

            @Override
            public void close() throws IOException {
                rows.close();
            }
        };
    }
}
