/** The company as an administrator sets it up: its people, what it sells, and when it is closed, by page or by file. */
@NullMarked
@ApplicationModule(
        displayName = "Company",
        allowedDependencies = {"engine", "organization", "calendar", "intake", "catalog"})
package io.tradewind.company;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
