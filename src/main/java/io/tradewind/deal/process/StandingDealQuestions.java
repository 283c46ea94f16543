package io.tradewind.deal.process;

import static java.util.stream.Collectors.groupingBy;

import io.tradewind.calendar.WorkingTime;
import io.tradewind.deal.Standstills;
import io.tradewind.deal.Standstills.StandingDeal;
import io.tradewind.engine.Processes;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Asks reps about the deals that stand still, on working days, those to be closed first, so many that they can answer. */
@Component
class StandingDealQuestions {

    private static final String STANDS_STILL = "deal.stands-still";

    private final Standstills standstills;
    private final Processes processes;
    private final WorkingTime workingTime;

    StandingDealQuestions(Standstills standstills, Processes processes, WorkingTime workingTime) {
        this.standstills = standstills;
        this.processes = processes;
        this.workingTime = workingTime;
    }

    /** Each question is a transaction of its own; what stays unasked is asked another time. */
    void ask() {
        LocalDate today = workingTime.today();
        if (workingTime.workingDaysBetween(today.minusDays(1), today) > 0) {
            standstills.standing(null).stream()
                    .filter(deal -> deal.askedOn() == null)
                    .collect(groupingBy(StandingDeal::rep))
                    .forEach(this::ask);
        }
    }

    private void ask(String rep, List<StandingDeal> deals) {
        int left = standstills.questionsLeft(rep);
        for (StandingDeal deal : deals) {
            if (left == 0) {
                return;
            }
            // a deal that began before its process heard this message asks by its own timer
            if (processes.correlate(STANDS_STILL, deal.number(), Map.of())) {
                left--;
            }
        }
    }
}
