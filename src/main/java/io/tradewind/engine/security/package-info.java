/** Who gets in, as whom, and what the engine lets them do: login, single sign-on, authorizations, closed holes. */
@NullMarked
package io.tradewind.engine.security;

import org.jspecify.annotations.NullMarked;
