package io.tradewind.kpi.web;

import io.tradewind.kpi.web.Panel.Cell;
import java.util.AbstractList;
import java.util.List;
import java.util.function.Function;

/** The rows of a long table, each written when it is shown: a page shows the first ones, the file all. */
final class Rows<T> extends AbstractList<List<Cell>> {

    private final List<T> all;
    private final Function<T, List<Cell>> row;

    Rows(List<T> all, Function<T, List<Cell>> row) {
        this.all = all;
        this.row = row;
    }

    @Override
    public List<Cell> get(int index) {
        return row.apply(all.get(index));
    }

    @Override
    public int size() {
        return all.size();
    }
}
