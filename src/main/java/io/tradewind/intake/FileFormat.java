package io.tradewind.intake;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A kind of file besides CSV that an importer understands: told by its first bytes, read as rows. */
public interface FileFormat {

    /** How people call it, e.g. {@code camt.053}. */
    String name();

    /** Whether this is for us to read, or to refuse with a better reason than "no CSV". */
    boolean recognizes(byte[] start);

    /** What the cells of a row are called: fields of the importer, by their own names; others are shown only. */
    List<String> columns();

    /**
     * Opens the file, without holding more than a row of it. Amounts are written with a point, dates in ISO form.
     *
     * @throws io.tradewind.engine.Refused if it is no such file; also later, at the row where that shows
     */
    Rows open(InputStream content) throws IOException;

    /** The rows of an opened file. */
    interface Rows extends AutoCloseable {

        /**
         * The cells of the next row; null at the end.
         *
         * @throws io.tradewind.engine.Refused if the file as a whole cannot be taken
         */
        @Nullable
        List<String> next();

        /** What was opened, e.g. {@code camt.053.001.08}; known once the first row or the end was read. */
        String version();

        @Override
        void close() throws IOException;
    }
}
