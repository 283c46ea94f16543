/** The survey page behind the link in a mail. */
@NullMarked
package io.tradewind.service.web;

import org.jspecify.annotations.NullMarked;
