@NullMarked
package io.tradewind.lead.process;

import org.jspecify.annotations.NullMarked;
