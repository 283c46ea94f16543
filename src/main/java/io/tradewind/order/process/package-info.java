/** The process {@code order-delivery}: its face, delegates and variables. */
@NullMarked
package io.tradewind.order.process;

import org.jspecify.annotations.NullMarked;
