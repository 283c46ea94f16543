/**
 * What every model must hold, one rule in each file, so that a process owner's edit is caught before it goes live. Each
 * rule is also run on a right and on a wrong fixture under {@code src/test/resources/model/<rule>/}, which proves that it
 * can fail. No rule needs the application to run.
 */
@NullMarked
package io.tradewind.model;

import org.jspecify.annotations.NullMarked;
