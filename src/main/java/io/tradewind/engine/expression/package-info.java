/** What expressions in models may reach, and the engine behind the module's own interfaces. */
@NullMarked
package io.tradewind.engine.expression;

import org.jspecify.annotations.NullMarked;
