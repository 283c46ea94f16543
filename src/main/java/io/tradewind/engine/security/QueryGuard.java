package io.tradewind.engine.security;

import java.lang.reflect.Field;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.impl.AbstractQuery;
import org.camunda.bpm.engine.impl.TaskQueryImpl;
import org.camunda.bpm.engine.impl.cmd.AbstractExecuteFilterCmd;
import org.camunda.bpm.engine.impl.cmd.SaveFilterCmd;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.springframework.util.ReflectionUtils;

/**
 * Keeps code out of task queries. An expression in a query is evaluated as code on the server; the engine checks the
 * outermost query only and forgets those inside an "or" and those that extend a stored filter (CVE-2026-109432, never
 * repaired in 7.24.0). A stored filter may hold any expression by design.
 *
 * <p>Here: no expression from outside anywhere, and in stored filters only the few below, letter by letter. Nor does anything
 * pass that is longer than the database can bear ({@link BoundedQuestions}).
 */
class QueryGuard extends CommandInterceptor {

    static final String CURRENT_USER = "${currentUser()}";
    static final String CURRENT_USER_GROUPS = "${currentUserGroups()}";
    static final String NOW = "${now()}";
    static final String START_OF_TODAY = "${startOfToday()}";
    static final String START_OF_TOMORROW = "${startOfTomorrow()}";

    private static final Set<String> ALLOWED_IN_FILTERS =
            Set.of(CURRENT_USER, CURRENT_USER_GROUPS, NOW, START_OF_TODAY, START_OF_TOMORROW);

    private static final Field EXTENDING_QUERY = field(AbstractExecuteFilterCmd.class, "extendingQuery");
    private static final Field SAVED_FILTER = field(SaveFilterCmd.class, "filter");

    @Override
    public <T> T execute(Command<T> command) {
        if (command instanceof AbstractQuery<?, ?> query) {
            check(query);
        } else if (command instanceof AbstractExecuteFilterCmd) {
            if (ReflectionUtils.getField(EXTENDING_QUERY, command) instanceof AbstractQuery<?, ?> query) {
                check(query);
            }
        } else if (command instanceof SaveFilterCmd) {
            if (ReflectionUtils.getField(SAVED_FILTER, command) instanceof Filter filter) {
                if (filter.getQuery() instanceof AbstractQuery<?, ?> query) {
                    BoundedQuestions.refuseTooLong(query);
                }
                expressionsIn(filter).stream().filter(QueryGuard::isForbidden).forEach(QueryGuard::refuse);
            }
        }
        return next.execute(command);
    }

    private static void check(AbstractQuery<?, ?> query) {
        BoundedQuestions.refuseTooLong(query);
        expressionsIn(query).forEach(QueryGuard::refuse);
    }

    private static void refuse(String expression) {
        throw new BadUserRequestException("The expression '" + expression + "' is not allowed in a task query. "
                + "Use a plain value, or in a stored filter one of "
                + ALLOWED_IN_FILTERS.stream().sorted().toList() + ".");
    }

    /** The expressions of a filter that nobody may store. */
    static List<String> forbiddenIn(Filter filter) {
        return expressionsIn(filter).stream().filter(QueryGuard::isForbidden).toList();
    }

    private static boolean isForbidden(String expression) {
        boolean evaluated = expression.contains("${") || expression.contains("#{");
        return evaluated && !ALLOWED_IN_FILTERS.contains(expression);
    }

    private static List<String> expressionsIn(Filter filter) {
        Object query = filter.getQuery();
        return query instanceof AbstractQuery<?, ?> known ? expressionsIn(known) : List.of();
    }

    private static List<String> expressionsIn(AbstractQuery<?, ?> query) {
        Stream<Collection<String>> all = query instanceof TaskQueryImpl tasks
                ? Stream.concat(Stream.of(tasks), tasks.getQueries().stream())
                        .distinct()
                        .map(part -> part.getExpressions().values())
                : Stream.of(query.getExpressions().values());
        return all.flatMap(Collection::stream).toList();
    }

    private static Field field(Class<?> type, String name) {
        Field field = ReflectionUtils.findField(type, name);
        if (field == null) {
            throw new IllegalStateException("The engine changed: " + type.getName() + " has no field " + name);
        }
        ReflectionUtils.makeAccessible(field);
        return field;
    }

    /** Functions for filters that speak of days, in the company's time zone. */
    public static final class Days {

        private static volatile ZoneId zone = ZoneOffset.UTC;

        private Days() {}

        static void in(ZoneId company) {
            zone = company;
        }

        public static Date startOfToday() {
            return startOfDay(0);
        }

        public static Date startOfTomorrow() {
            return startOfDay(1);
        }

        private static Date startOfDay(int daysAhead) {
            Instant now = ClockUtil.getCurrentTime().toInstant();
            return Date.from(LocalDate.ofInstant(now, zone)
                    .plusDays(daysAhead)
                    .atStartOfDay(zone)
                    .toInstant());
        }
    }
}
