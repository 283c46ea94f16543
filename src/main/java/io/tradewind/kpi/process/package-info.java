/** The process {@code performance-review}: its delegates and variables. */
@NullMarked
package io.tradewind.kpi.process;

import org.jspecify.annotations.NullMarked;
