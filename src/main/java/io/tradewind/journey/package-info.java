/** The whole life of a deal, from its first process to its last, and the ways into it. */
@NullMarked
@ApplicationModule(displayName = "Journey")
package io.tradewind.journey;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
