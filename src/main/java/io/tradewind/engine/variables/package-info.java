/** Process variables as typed constants. */
@NullMarked
package io.tradewind.engine.variables;

import org.jspecify.annotations.NullMarked;
