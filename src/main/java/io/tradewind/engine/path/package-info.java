/** The way of each case through its process: how long at each step, and which way out of it. */
@NullMarked
package io.tradewind.engine.path;

import org.jspecify.annotations.NullMarked;
