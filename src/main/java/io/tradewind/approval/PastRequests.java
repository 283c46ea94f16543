package io.tradewind.approval;

import java.time.LocalDate;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What was decided in the past, told as it would be asked today; the module that knows it implements this. */
public interface PastRequests {

    /** Kind of the requests it knows. */
    String kind();

    /**
     * Tells every closed matter with a price, oldest first.
     *
     * @param from first day, by the day it was closed; null is from the beginning
     * @param to last day; null is until today
     * @return how many closed matters were left out because no price is known of them
     */
    long each(@Nullable LocalDate from, @Nullable LocalDate to, Consumer<PastRequest> with);
}
