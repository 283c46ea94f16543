/** Credit: tables, gate and register, against a real database. */
@NullMarked
package io.tradewind.credit;

import org.jspecify.annotations.NullMarked;
