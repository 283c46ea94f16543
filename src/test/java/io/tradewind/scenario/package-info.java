/** Whole lives, told in prose, against the running application over HTTP. */
@NullMarked
package io.tradewind.scenario;

import org.jspecify.annotations.NullMarked;
