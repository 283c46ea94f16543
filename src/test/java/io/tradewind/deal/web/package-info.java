/** Deals over HTTP. */
@NullMarked
package io.tradewind.deal.web;

import org.jspecify.annotations.NullMarked;
