/** The board and the figures over HTTP. */
@NullMarked
package io.tradewind.kpi.web;

import org.jspecify.annotations.NullMarked;
