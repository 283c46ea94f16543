/** Bank files coming in, and the payments that wait for a person. */
@NullMarked
package io.tradewind.collection.web;

import org.jspecify.annotations.NullMarked;
