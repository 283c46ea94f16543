/** What every model, form and decision table must hold before it goes live, one rule in each class. */
@NullMarked
package io.tradewind.engine.examination;

import org.jspecify.annotations.NullMarked;
