/** Mails: written with the step that causes them, sent after it is committed, once. */
@NullMarked
@ApplicationModule(
        displayName = "Notification",
        allowedDependencies = {"engine", "organization", "calendar"})
package io.tradewind.notification;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
