/** Traces of {@code contract}. */
@NullMarked
package io.tradewind.contract.process;

import org.jspecify.annotations.NullMarked;
