/** What a person submits is checked against the form it came from, whatever door it comes through. */
@NullMarked
package io.tradewind.engine.guard;

import org.jspecify.annotations.NullMarked;
