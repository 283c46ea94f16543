/** Traces of {@code order-delivery}. */
@NullMarked
package io.tradewind.order.process;

import org.jspecify.annotations.NullMarked;
