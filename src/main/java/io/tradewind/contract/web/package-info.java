/** Reading a contract over HTTP. */
@NullMarked
package io.tradewind.contract.web;

import org.jspecify.annotations.NullMarked;
