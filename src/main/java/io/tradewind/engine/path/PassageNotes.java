package io.tradewind.engine.path;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.history.event.HistoryEvent;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.interceptor.CommandContextListener;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.VariableInstanceEntity;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.jspecify.annotations.Nullable;

/** What one command of the engine moved; written when it closes, in its transaction, all at once. */
final class PassageNotes implements Session, CommandContextListener {

    record Factory(Supplier<PassageRecord> record) implements SessionFactory {

        @Override
        public Class<?> getSessionType() {
            return PassageNotes.class;
        }

        @Override
        public Session openSession() {
            PassageNotes notes = new PassageNotes(record);
            Context.getCommandContext().registerCommandContextListener(notes);
            return notes;
        }
    }

    /** Stands for the step where a way was taken later than the step ended. */
    static final String ONLY_A_WAY = ">";

    /** A step that ended; what is not known here stands in the engine's tables. */
    static final class Ended {
        final String visit;
        final String instance;
        final @Nullable String root;
        final String definition;
        final String step;
        final @Nullable Instant began;
        final Instant ended;
        final boolean brokenOff;
        final boolean task;

        @Nullable
        String rep;

        final List<String> ways = new ArrayList<>(0);

        Ended(
                String visit,
                String instance,
                @Nullable String root,
                String definition,
                String step,
                @Nullable Instant began,
                Instant ended,
                boolean brokenOff,
                boolean task,
                @Nullable String rep) {
            this.visit = visit;
            this.instance = instance;
            this.root = root;
            this.definition = definition;
            this.step = step;
            this.began = began;
            this.ended = ended;
            this.brokenOff = brokenOff;
            this.task = task;
            this.rep = rep;
        }
    }

    private final Supplier<PassageRecord> record;
    /** A visit that began in this command. */
    record Begun(String instance, String step, Instant at) {}

    private final Map<String, Begun> begun = new HashMap<>();
    private final Map<String, String> reps = new HashMap<>();
    private final Set<String> saidAnew = new HashSet<>();
    private final Map<String, Optional<Instant>> due = new HashMap<>();
    private final List<Ended> ended = new ArrayList<>();

    private PassageNotes(Supplier<PassageRecord> record) {
        this.record = record;
    }

    void began(String visit, String instance, String step, Instant at) {
        begun.put(visit, new Begun(instance, step, at));
    }

    /** @param began as the engine says, which has read it; null if it does not */
    void ended(
            String visit,
            HistoryEvent event,
            String step,
            @Nullable Date began,
            Instant at,
            boolean brokenOff,
            boolean task) {
        String instance = event.getProcessInstanceId();
        ended.add(new Ended(
                visit,
                instance,
                event.getRootProcessInstanceId(),
                event.getProcessDefinitionId(),
                step,
                begun.containsKey(visit) ? begun.get(visit).at() : began == null ? null : began.toInstant(),
                at,
                brokenOff,
                task,
                repOf(instance)));
    }

    void due(String visit, @Nullable Date at) {
        due.put(visit, Optional.ofNullable(at).map(Date::toInstant));
    }

    /** Whose case it is, if that was said in this command or the engine has read it for this command. */
    private @Nullable String repOf(String instance) {
        String said = reps.get(instance);
        return said != null
                ? said
                : Context.getCommandContext()
                        .getDbEntityManager()
                        .getCachedEntitiesByType(VariableInstanceEntity.class)
                        .stream()
                        .filter(variable -> PassageWatch.REP.equals(variable.getName())
                                && instance.equals(variable.getVariableScopeId()))
                        .map(VariableInstanceEntity::getTextValue)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null);
    }

    void rep(String instance, @Nullable String rep) {
        saidAnew.add(instance);
        if (rep == null) {
            reps.remove(instance);
        } else {
            reps.put(instance, rep);
        }
    }

    /** The step that the way leads out of ended just before; if it is asynchronous after, in another command. */
    void took(ExecutionEntity execution, String source, String way) {
        String instance = execution.getProcessInstanceId();
        for (int i = ended.size() - 1; i >= 0; i--) {
            Ended step = ended.get(i);
            if (step.step.equals(source) && step.instance.equals(instance)) {
                step.ways.add(way);
                return;
            }
        }
        Instant now = ClockUtil.getCurrentTime().toInstant();
        Ended only = new Ended(
                "",
                instance,
                execution.getRootProcessInstanceId(),
                execution.getProcessDefinitionId(),
                ONLY_A_WAY,
                now,
                now,
                false,
                false,
                repOf(instance));
        only.ways.add(way);
        ended.add(only);
    }

    @Override
    public void onCommandContextClose(CommandContext context) {
        if (!ended.isEmpty()) {
            // what the engine read only after the step had ended; not whose case it became after it
            ended.stream()
                    .filter(step -> step.rep == null && !saidAnew.contains(step.instance))
                    .forEach(step -> step.rep = repOf(step.instance));
            record.get().write(List.copyOf(ended), begun, due);
            ended.clear();
        }
    }

    @Override
    public void onCommandFailed(CommandContext context, Throwable failure) {
        ended.clear();
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
