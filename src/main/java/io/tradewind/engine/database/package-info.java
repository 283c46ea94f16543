/** The database before anything else: embedded or outside, locked while a node starts. */
@NullMarked
package io.tradewind.engine.database;

import org.jspecify.annotations.NullMarked;
