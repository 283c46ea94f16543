/** What managers add to the forecast that the deals give, and why. */
@NullMarked
package io.tradewind.kpi.forecast;

import org.jspecify.annotations.NullMarked;
