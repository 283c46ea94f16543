/** The page of the targets. */
@NullMarked
package io.tradewind.planning.web;

import org.jspecify.annotations.NullMarked;
