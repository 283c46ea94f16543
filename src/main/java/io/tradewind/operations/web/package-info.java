/** The operators' page. */
@NullMarked
package io.tradewind.operations.web;

import org.jspecify.annotations.NullMarked;
