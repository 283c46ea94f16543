/** Ready-made steps that need no module: what an owner's model may use as it is. */
@NullMarked
package io.tradewind.engine.process;

import org.jspecify.annotations.NullMarked;
