/** What we sell: products and their prices. */
@NullMarked
@ApplicationModule(displayName = "Catalog", allowedDependencies = "engine")
package io.tradewind.catalog;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
