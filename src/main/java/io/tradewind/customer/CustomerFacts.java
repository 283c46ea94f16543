package io.tradewind.customer;

import org.jspecify.annotations.Nullable;

/** What an incoming company says of itself, to be compared with the customers we have. */
public record CustomerFacts(String name, @Nullable String email, @Nullable String phone, @Nullable String taxNumber) {}
