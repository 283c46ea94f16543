/** Tests of the customers' pages. */
@NullMarked
package io.tradewind.customer.web;

import org.jspecify.annotations.NullMarked;
