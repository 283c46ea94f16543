/** What the after-sales process calls, and its face for the rest of the application. */
@NullMarked
package io.tradewind.service.process;

import org.jspecify.annotations.NullMarked;
