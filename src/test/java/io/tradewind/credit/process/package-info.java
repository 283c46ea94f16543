/** Traces of {@code credit-check}. */
@NullMarked
package io.tradewind.credit.process;

import org.jspecify.annotations.NullMarked;
