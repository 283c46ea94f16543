/** What is deployed, version by version: what runs on it, what changed, and the way back. */
@NullMarked
package io.tradewind.engine.versions;

import org.jspecify.annotations.NullMarked;
