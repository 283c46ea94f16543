/** The whole journey and the ways into it. */
@NullMarked
package io.tradewind.journey;

import org.jspecify.annotations.NullMarked;
