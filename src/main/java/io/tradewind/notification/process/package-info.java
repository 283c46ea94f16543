/** Reminders and escalations of tasks that are late. */
@NullMarked
package io.tradewind.notification.process;

import org.jspecify.annotations.NullMarked;
