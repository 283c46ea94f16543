/** The process lead-to-after-sales. */
@NullMarked
package io.tradewind.journey.process;

import org.jspecify.annotations.NullMarked;
