/** Tests of the customers' cards and time lines. */
@NullMarked
package io.tradewind.customer;

import org.jspecify.annotations.NullMarked;
