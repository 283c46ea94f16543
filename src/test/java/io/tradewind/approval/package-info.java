/** Who is asked, who decides, and what then holds. */
@NullMarked
package io.tradewind.approval;

import org.jspecify.annotations.NullMarked;
