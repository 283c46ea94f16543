/** The process {@code credit-check}: its delegates and variables. */
@NullMarked
package io.tradewind.credit.process;

import org.jspecify.annotations.NullMarked;
