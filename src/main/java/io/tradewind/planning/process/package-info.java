/** Camunda glue of the targets. */
@NullMarked
package io.tradewind.planning.process;

import org.jspecify.annotations.NullMarked;
