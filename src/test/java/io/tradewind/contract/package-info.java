/** Contracts, against a real database. */
@NullMarked
package io.tradewind.contract;

import org.jspecify.annotations.NullMarked;
