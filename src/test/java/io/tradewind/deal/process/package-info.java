/** The processes of module deal, step by step. */
@NullMarked
package io.tradewind.deal.process;

import org.jspecify.annotations.NullMarked;
