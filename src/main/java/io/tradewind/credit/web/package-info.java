/** Credit in the browser: what finance sees and decides outside of tasks. */
@NullMarked
package io.tradewind.credit.web;

import org.jspecify.annotations.NullMarked;
