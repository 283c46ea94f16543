/** The demo company: people, products and customers of the sample data, so that a newcomer has somebody to be. */
@NullMarked
@ApplicationModule(displayName = "Demo company")
package io.tradewind.demo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
