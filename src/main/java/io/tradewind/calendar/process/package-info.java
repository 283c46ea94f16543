/** Working time in the expressions of models. */
@NullMarked
package io.tradewind.calendar.process;

import org.jspecify.annotations.NullMarked;
