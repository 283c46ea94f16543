/** The process lead-to-after-sales, as traces. */
@NullMarked
package io.tradewind.journey.process;

import org.jspecify.annotations.NullMarked;
