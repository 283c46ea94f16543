package io.tradewind.engine.expression;

import java.util.Date;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.impl.calendar.BusinessCalendarManager;
import org.camunda.bpm.engine.impl.calendar.CycleBusinessCalendar;
import org.camunda.bpm.engine.impl.calendar.DueDateBusinessCalendar;
import org.camunda.bpm.engine.impl.calendar.DurationBusinessCalendar;
import org.camunda.bpm.engine.impl.calendar.MapBusinessCalendarManager;
import org.jspecify.annotations.Nullable;

/** The engine's clocks of timers, but for cycles that it would reckon, or run, without end. */
final class SlowClocks {

    private SlowClocks() {}

    static BusinessCalendarManager clocks() {
        MapBusinessCalendarManager clocks = new MapBusinessCalendarManager();
        clocks.addBusinessCalendar(DurationBusinessCalendar.NAME, new Once());
        clocks.addBusinessCalendar(DueDateBusinessCalendar.NAME, new DueDateBusinessCalendar());
        clocks.addBusinessCalendar(CycleBusinessCalendar.NAME, new Cycle());
        return clocks;
    }

    private static final class Once extends DurationBusinessCalendar {
        @Override
        public Date resolveDuedate(String duration, Date start) {
            refuse(duration, TimerWords.strangeDuration(duration));
            return super.resolveDuedate(duration, start);
        }
    }

    private static final class Cycle extends CycleBusinessCalendar {
        @Override
        public Date resolveDuedate(String cycle, Date start, long offset) {
            refuse(cycle, TimerWords.strangeRunningCycle(cycle));
            return super.resolveDuedate(cycle, start, offset);
        }
    }

    private static void refuse(String timer, @Nullable String strange) {
        if (strange != null) {
            throw new ProcessEngineException("The timer '" + timer + "' " + strange + ".");
        }
    }
}
