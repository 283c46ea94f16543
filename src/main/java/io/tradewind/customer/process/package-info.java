/** Which tasks of the engine are about which customer. */
@NullMarked
package io.tradewind.customer.process;

import org.jspecify.annotations.NullMarked;
