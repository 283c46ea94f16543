@NullMarked
package io.tradewind.lead;

import org.jspecify.annotations.NullMarked;
