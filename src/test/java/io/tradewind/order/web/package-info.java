@NullMarked
package io.tradewind.order.web;

import org.jspecify.annotations.NullMarked;
