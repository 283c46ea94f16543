/** Deals as the engine sees them: the steps of the processes opportunity, discount-approval and win-loss-review. */
@NullMarked
package io.tradewind.deal.process;

import org.jspecify.annotations.NullMarked;
