/** Mails in the browser. */
@NullMarked
package io.tradewind.notification.web;

import org.jspecify.annotations.NullMarked;
