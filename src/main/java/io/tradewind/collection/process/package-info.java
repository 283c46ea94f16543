/** What the collection process calls, and its face for the rest of the application. */
@NullMarked
package io.tradewind.collection.process;

import org.jspecify.annotations.NullMarked;
