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
}
