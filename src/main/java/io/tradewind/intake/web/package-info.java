/** Uploading a file, watching it being taken, fetching what was rejected. */
@NullMarked
package io.tradewind.intake.web;

import org.jspecify.annotations.NullMarked;
