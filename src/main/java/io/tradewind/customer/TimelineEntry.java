package io.tradewind.customer;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened with a customer. Nothing here tells what goods cost us: not everybody who looks after a
 * customer may know.
 *
 * @param at when; the beginning of the day if only that is known
 * @param wholeDay whether only the day is known
 * @param key what tells entries of one kind at one moment apart: the document's number, or a running number
 * @param title in one line, with the number that people say on the phone
 * @param detail what else one wants to know, in a sentence or two
 * @param person user id of who did it
 * @param href where it can be looked at, for those who may
 */
public record TimelineEntry(
        Instant at,
        boolean wholeDay,
        TimelineKind kind,
        String key,
        String title,
        @Nullable String detail,
        @Nullable String person,
        @Nullable String href) {}
