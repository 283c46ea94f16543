package io.brokenwalls.upper;

import io.brokenwalls.lower.Orders;

/** Upstream that reaches down. */
public class Customers {
    public Orders orders() {
        return new Orders();
    }
}
