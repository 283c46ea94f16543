package io.tradewind.order;

/** Goods of a confirmed order were about to leave and are not covered any more. */
record ShipmentStopped(String orderNumber) {}
