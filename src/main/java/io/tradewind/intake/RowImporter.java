package io.tradewind.intake;

import java.util.List;
import java.util.Set;

/** Takes the rows of one kind of file; every bean of this type is served at {@code POST /api/<kind>/import}. */
public interface RowImporter {

    /** Plural of what a row is, as in the address: {@code leads}, {@code deals}, {@code payments}. */
    String kind();

    /** The columns it reads; others in the file are left alone and come back with a rejected row. */
    List<Field> fields();

    /** What it reads besides CSV. */
    default List<FileFormat> formats() {
        return List.of();
    }

    /** Roles that may upload such a file; empty means everybody. */
    default Set<String> uploaders() {
        return Set.of();
    }

    /**
     * Takes one row, in a transaction that it may share with its neighbours, acting as the person who uploaded the file.
     *
     * <p>May be asked twice for the same row when a node dies: a known {@code externalId} is answered, not taken again.
     *
     * @throws io.tradewind.engine.Refused to reject the row with that sentence and undo what was written for it
     */
    Outcome take(Row row, String user);

    /** How many rows share a transaction as long as none of them has to be undone. */
    default int stride() {
        return 25;
    }

    /**
     * Takes rows that follow each other, for an importer that can write them together; with the same outcome for each, in
     * the same order, as if {@link #take} had been called one after the other. Whatever is thrown undoes all of them, and
     * each is then given to {@link #take} in a transaction of its own.
     */
    default List<Outcome> takeTogether(List<Row> rows, String user) {
        return rows.stream().map(row -> take(row, user)).toList();
    }
}
