/** Deals and quotations, against a real database. */
@NullMarked
package io.tradewind.deal;

import org.jspecify.annotations.NullMarked;
