/** The only shared engine code: database and deployment, typed variables, decision tables, guards, who is acting. */
@NullMarked
@ApplicationModule(
        displayName = "Engine",
        type = ApplicationModule.Type.OPEN,
        allowedDependencies = {})
package io.tradewind.engine;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
