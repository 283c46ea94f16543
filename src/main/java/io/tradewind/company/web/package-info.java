/** The company's pages. */
@NullMarked
package io.tradewind.company.web;

import org.jspecify.annotations.NullMarked;
