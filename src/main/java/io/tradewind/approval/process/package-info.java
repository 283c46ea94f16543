/** The approval chain as a process: asking people, taking their answers, reading the outcome. */
@NullMarked
package io.tradewind.approval.process;

import org.jspecify.annotations.NullMarked;
