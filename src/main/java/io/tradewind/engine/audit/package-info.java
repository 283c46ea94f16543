/** The audit trail: what an auditor asks for, each entry bound to the one before by its hash, and its verification. */
@NullMarked
package io.tradewind.engine.audit;

import org.jspecify.annotations.NullMarked;
