/** The organization as the engine knows it: users, groups, memberships. */
@NullMarked
package io.tradewind.organization.process;

import org.jspecify.annotations.NullMarked;
