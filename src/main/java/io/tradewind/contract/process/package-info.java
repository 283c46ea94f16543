/** The process {@code contract}: its delegates and variables. */
@NullMarked
package io.tradewind.contract.process;

import org.jspecify.annotations.NullMarked;
