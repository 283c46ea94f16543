/** The customers' cards for browsers and programs. */
@NullMarked
package io.tradewind.customer.web;

import org.jspecify.annotations.NullMarked;
