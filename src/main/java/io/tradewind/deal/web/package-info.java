/** Deals over HTTP: reading one, and what the quotation form asks for while it is filled in. */
@NullMarked
package io.tradewind.deal.web;

import org.jspecify.annotations.NullMarked;
