/** Everything of the leads that knows the process engine: delegates, variables, the process's face. */
@NullMarked
package io.tradewind.lead.process;

import org.jspecify.annotations.NullMarked;
