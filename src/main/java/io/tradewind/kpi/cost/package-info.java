/** What selling costs us: entered or taken from a file, never changed, told to the figures. */
@NullMarked
package io.tradewind.kpi.cost;

import org.jspecify.annotations.NullMarked;
