/** Putting the models of the jar into the engine, module by module. */
@NullMarked
package io.tradewind.engine.deployment;

import org.jspecify.annotations.NullMarked;
