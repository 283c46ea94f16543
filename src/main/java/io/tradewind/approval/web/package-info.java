/** Approvals over HTTP: who would be asked, and what is open. */
@NullMarked
package io.tradewind.approval.web;

import org.jspecify.annotations.NullMarked;
