package io.tradewind.order;

/** What starts the process {@code goods-return}. */
public interface ReturnProcess {

    /** A customer has announced a return. */
    void returnAnnounced(GoodsReturn announced, SalesOrder order);
}
