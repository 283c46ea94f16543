/** Traces through the approval chain. */
@NullMarked
package io.tradewind.approval.process;

import org.jspecify.annotations.NullMarked;
