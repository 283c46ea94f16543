/** Moves running instances to another version of their process: proposed, tried, done and recorded. */
@NullMarked
package io.tradewind.engine.migration;

import org.jspecify.annotations.NullMarked;
