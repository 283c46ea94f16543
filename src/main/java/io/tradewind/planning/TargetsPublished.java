package io.tradewind.planning;

import java.time.LocalDate;
import java.util.List;

/**
 * A version of a year's targets counts from now on.
 *
 * @param currency of all money in it
 * @param changes what is different from the version before; of a first one all of it. Amounts below zero take back
 */
public record TargetsPublished(
        String planNumber, int year, int version, String currency, LocalDate on, List<Leaf> changes) {}
