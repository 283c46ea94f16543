/** What must survive: nodes that are killed in the middle of a step. */
@NullMarked
package io.tradewind.fault;

import org.jspecify.annotations.NullMarked;
