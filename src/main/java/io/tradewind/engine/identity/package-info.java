/** Who is acting, told to the engine everywhere. */
@NullMarked
package io.tradewind.engine.identity;

import org.jspecify.annotations.NullMarked;
