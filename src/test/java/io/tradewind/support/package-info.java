/** What all tests share: one application on one real PostgreSQL, a clock to forward, and steps to run by name. */
@NullMarked
package io.tradewind.support;

import org.jspecify.annotations.NullMarked;
