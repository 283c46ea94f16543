/** Who works here: people, roles, teams, regions and the reporting line. */
@NullMarked
@ApplicationModule(displayName = "Organization", allowedDependencies = "engine")
package io.tradewind.organization;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
