/** Faces, delegates and listeners of the processes of this module. */
@NullMarked
package io.tradewind.activity.process;

import org.jspecify.annotations.NullMarked;
