/** Orders, deliveries and invoices, against a real database. */
@NullMarked
package io.tradewind.order;

import org.jspecify.annotations.NullMarked;
