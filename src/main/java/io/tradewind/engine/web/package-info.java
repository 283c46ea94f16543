/** What every page and every answer shares: layout, login and home page, problem details. */
@NullMarked
package io.tradewind.engine.web;

import org.jspecify.annotations.NullMarked;
