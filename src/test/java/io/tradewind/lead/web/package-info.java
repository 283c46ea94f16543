@NullMarked
package io.tradewind.lead.web;

import org.jspecify.annotations.NullMarked;
