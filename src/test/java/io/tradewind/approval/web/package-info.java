/** Approvals over HTTP. */
@NullMarked
package io.tradewind.approval.web;

import org.jspecify.annotations.NullMarked;
