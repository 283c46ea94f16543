/** The engine, seen by its operators. */
@NullMarked
package io.tradewind.operations.process;

import org.jspecify.annotations.NullMarked;
