/** Measurements, run by {@code mvn verify -Pbench}: each a ratio or a time taken in one run, none of them a test. */
@NullMarked
package io.tradewind.bench;

import org.jspecify.annotations.NullMarked;
