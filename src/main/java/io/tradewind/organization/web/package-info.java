/** Saying who is away. */
@NullMarked
package io.tradewind.organization.web;

import org.jspecify.annotations.NullMarked;
