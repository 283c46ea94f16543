package io.tradewind.kpi;

import io.tradewind.calendar.WorkingTime;
import io.tradewind.engine.Acting;
import io.tradewind.engine.Days;
import io.tradewind.engine.Refused;
import io.tradewind.engine.Texts;
import io.tradewind.notification.Mail;
import io.tradewind.notification.Mails;
import io.tradewind.notification.Recipient;
import io.tradewind.organization.People;
import io.tradewind.organization.Person;
import io.tradewind.organization.Roles;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

@Repository
@Transactional
class JdbcPerformanceReviews implements PerformanceReviews {

    /** One transaction: small enough to be repeated. */
    static final int BATCH = 20;

    /** The marks beside the score, each given with a reason. */
    static final List<String> MARKS = List.of("teamwork", "diligence", "reliability");

    private static final int MOST_TALKS = 2;
    private static final int LONGEST = 2000;

    /** Of two that open the same month at the same time, one does. */
    private static final String OPEN =
            """
            INSERT INTO performance_review (number, rep, period, reviewer, opened_by, opened_at)
            SELECT 'PR-' || :year || '-' || lpad(nextval('performance_review_number')::text, 6, '0'),
                   :rep, :period, :reviewer, :by, :now
             WHERE NOT EXISTS (SELECT 1 FROM performance_review WHERE rep = :rep AND period = :period)
            ON CONFLICT (rep, period) DO NOTHING
            RETURNING *
            """;

    private static final String KEEP_CARD =
            """
            INSERT INTO scorecard (review, revision, weights_version, score, computed_at)
            SELECT :review, 1 + coalesce(max(revision), 0), :version, :score, :at FROM scorecard WHERE review = :review
            RETURNING revision
            """;

    private static final String KEEP_COMPONENT =
            """
            INSERT INTO scorecard_component (review, revision, position, figure, title, formula, unit, lower_is_better,
                                             weight, goal, floor, cap, value, attainment, counted_weight, points, facts)
            VALUES (:review, :revision, :position, :figure, :title, :formula, :unit, :lower, :weight, :goal, :floor, :cap,
                    :value, :attainment, :counted, :points, :facts)
            """;

    private static final String LAST_CARDS =
            """
            SELECT DISTINCT ON (review) review, revision, weights_version, score, computed_at
              FROM scorecard WHERE review = ANY(:reviews)
             ORDER BY review, revision DESC
            """;

    private static final String EARLIER =
            """
            SELECT review, score, computed_at
              FROM (SELECT review, revision, score, computed_at, max(revision) OVER (PARTITION BY review) AS last
                      FROM scorecard WHERE review = ANY(:reviews)) c
             WHERE revision < last
             ORDER BY review, revision
            """;

    private static final String COMPONENTS =
            """
            SELECT c.*
              FROM scorecard_component c
              JOIN (SELECT review, max(revision) AS revision FROM scorecard WHERE review = ANY(:reviews) GROUP BY review) l
                ON l.review = c.review AND l.revision = c.revision
             ORDER BY c.review, c.position
            """;

    private static final String ENTRIES =
            "SELECT * FROM performance_review_entry WHERE review = ANY(:reviews) ORDER BY id";

    private static final String SAY =
            """
            INSERT INTO performance_review_entry (review, kind, about, mark, day, words, said_by, said_at)
            VALUES (:review, :kind, :about, :mark, :day, :words, :by, :at)
            """;

    private static final String CLOSE =
            """
            UPDATE performance_review SET closed_at = :now, ended = :ended, outcome = :outcome
             WHERE number = :number AND closed_at IS NULL
            """;

    private final JdbcClient jdbc;
    private final Scorecards scorecards;
    private final ObjectProvider<PerformanceReviewProcess> process;
    private final People people;
    private final Mails mails;
    private final WorkingTime workingTime;
    private final Acting acting;
    private final Clock clock;

    JdbcPerformanceReviews(
            JdbcClient jdbc,
            Scorecards scorecards,
            ObjectProvider<PerformanceReviewProcess> process,
            People people,
            Mails mails,
            WorkingTime workingTime,
            Acting acting,
            Clock clock) {
        this.jdbc = jdbc;
        this.scorecards = scorecards;
        this.process = process;
        this.people = people;
        this.mails = mails;
        this.workingTime = workingTime;
        this.acting = acting;
        this.clock = clock;
    }

    @Override
    public Optional<String> openNext(String afterUserId) {
        YearMonth period = YearMonth.from(workingTime.today()).minusMonths(1);
        List<Person> next = people.all().stream()
                .filter(person -> Scorecards.ROLES.contains(person.role()))
                .filter(Person::active)
                .filter(person -> person.userId().compareTo(afterUserId) > 0)
                .sorted(java.util.Comparator.comparing(Person::userId))
                .limit(BATCH)
                .toList();
        Map<String, Scorecard> cards = scorecards.of(next, period).cards();
        for (Person person : next) {
            // of whom a row of the table is wrong there is no card: they wait for it to be mended, the others do not
            Scorecard card = cards.get(person.userId());
            boolean scored = card != null && card.score() != null;
            if (scored && people.present(person.userId(), workingTime.today())) {
                superior(person).ifPresent(reviewer -> open(person, period, reviewer));
            }
        }
        return next.size() < BATCH
                ? Optional.empty()
                : Optional.of(next.get(next.size() - 1).userId());
    }

    @Override
    public PerformanceReview open(String rep, YearMonth period) {
        Person person = people.get(rep);
        if (!Scorecards.ROLES.contains(person.role())) {
            throw new Refused(
                    "rep", "Scorecards are for sales reps and sales managers; " + person.name() + " is none.");
        }
        Days.check("month", period.atDay(1));
        if (!period.isBefore(YearMonth.from(workingTime.today()))) {
            throw new Refused("month", "The month " + period + " is not over yet; choose one that is.");
        }
        if (!person.active()) {
            throw new Refused(
                    "rep",
                    person.name() + " has left; there is nobody to talk to. The page goes on showing the figures.");
        }
        if (!people.present(rep, workingTime.today())) {
            throw new Refused("rep", person.name() + " is absent today; start the review on a day they are here.");
        }
        Person reviewer = superior(person)
                .orElseThrow(() -> new Refused(
                        "rep",
                        "Nobody stands above " + person.name() + " who could hold the review;"
                                + " have their superior entered first."));
        return open(person, period, reviewer)
                .orElseThrow(() -> new Refused(
                        "month",
                        "The review of " + person.name() + " for " + period
                                + " was opened already; a month is reviewed once."));
    }

    private Optional<PerformanceReview> open(Person person, YearMonth period, Person reviewer) {
        Optional<PerformanceReview> opened = jdbc.sql(OPEN)
                .param("year", String.valueOf(workingTime.today().getYear()))
                .param("rep", person.userId())
                .param("period", period.atDay(1))
                .param("reviewer", reviewer.userId())
                .param("by", acting.user().orElse("system"))
                .param("now", now())
                .query(JdbcPerformanceReviews::review)
                .optional();
        opened.ifPresent(review -> process.getObject().start(review));
        return opened;
    }

    /** The nearest superior who works here; without one the sales director, then the general manager. Nobody themselves. */
    private Optional<Person> superior(Person person) {
        return Stream.of(
                        people.reportingLine(person.userId()),
                        people.inRole(Roles.SALES_DIRECTOR),
                        people.inRole(Roles.GENERAL_MANAGER))
                .flatMap(List::stream)
                .filter(Person::active)
                .filter(superior -> !superior.userId().equals(person.userId()))
                .findFirst();
    }

    @Override
    @Transactional(readOnly = true)
    public PerformanceReview get(String number) {
        return jdbc.sql("SELECT * FROM performance_review WHERE number = :number")
                .param("number", number)
                .query(JdbcPerformanceReviews::review)
                .optional()
                .orElseThrow(() -> new Refused("There is no performance review " + number + "."));
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<PerformanceReview.Record> find(String rep, YearMonth period) {
        return Optional.ofNullable(of(List.of(rep), period).get(rep));
    }

    @Override
    @Transactional(readOnly = true)
    public Map<String, PerformanceReview.Record> of(Collection<String> reps, YearMonth period) {
        List<PerformanceReview> reviews = jdbc.sql(
                        "SELECT * FROM performance_review WHERE rep = ANY(:reps) AND period = :period")
                .param("reps", reps.toArray(String[]::new))
                .param("period", period.atDay(1))
                .query(JdbcPerformanceReviews::review)
                .list();
        String[] numbers = reviews.stream().map(PerformanceReview::number).toArray(String[]::new);
        Map<String, Scorecard> cards = cards(numbers);
        Map<String, List<PerformanceReview.Earlier>> earlier = earlier(numbers);
        Map<String, List<PerformanceReview.Entry>> entries = entries(numbers);
        Map<String, PerformanceReview.Record> records = new HashMap<>();
        for (PerformanceReview review : reviews) {
            records.put(
                    review.rep(),
                    new PerformanceReview.Record(
                            review,
                            cards.get(review.number()),
                            earlier.getOrDefault(review.number(), List.of()),
                            entries.getOrDefault(review.number(), List.of())));
        }
        return records;
    }

    @Override
    public Scorecard compute(String number) {
        PerformanceReview review = openReview(number);
        Person rep = people.get(review.rep());
        Scorecard first = cards(number).get(number);
        Scorecard card =
                first == null ? scorecards.of(rep, review.period()) : scorecards.again(rep, review.period(), first);
        int revision = jdbc.sql(KEEP_CARD)
                .param("review", number)
                .param("version", card.weightsVersion())
                .param("score", card.score(), Types.NUMERIC)
                .param("at", Timestamp.from(card.computedAt()))
                .query(Integer.class)
                .single();
        int position = 0;
        for (Scorecard.Component component : card.components()) {
            jdbc.sql(KEEP_COMPONENT)
                    .param("review", number)
                    .param("revision", revision)
                    .param("position", ++position)
                    .param("figure", component.figure())
                    .param("title", component.title())
                    .param("formula", component.formula())
                    .param("unit", component.unit())
                    .param("lower", component.lowerIsBetter())
                    .param("weight", component.weight())
                    .param("goal", component.goal())
                    .param("floor", component.floor())
                    .param("cap", component.cap())
                    .param("value", component.value(), Types.NUMERIC)
                    .param("attainment", component.attainment(), Types.NUMERIC)
                    .param("counted", component.countedWeight(), Types.NUMERIC)
                    .param("points", component.points(), Types.NUMERIC)
                    .param("facts", component.facts())
                    .update();
        }
        return card;
    }

    @Override
    @Transactional(readOnly = true)
    public Scorecard card(String number) {
        return Optional.ofNullable(cards(number).get(number))
                .orElseThrow(() -> new Refused("The scorecard of " + number + " was not computed yet."));
    }

    @Override
    public void tellRep(String number) {
        PerformanceReview review = get(number);
        tell(review, "scorecard-ready", review.rep(), Map.of("score", points(card(number))));
    }

    @Override
    public void decideWithoutScore(String number, boolean review, String reason) {
        mustNotBeTheRep(openReview(number));
        String why = text("noScoreReason", reason, true);
        say(number, review ? "no-score" : "closed", why);
    }

    @Override
    public boolean comment(String number, String comment) {
        PerformanceReview review = openReview(number);
        boolean here = people.find(review.rep()).filter(Person::active).isPresent();
        if (acting.user().isPresent()) {
            mustBeTheRep(review);
            say(number, "comment", text("repComment", comment, false));
        } else if (here) {
            sayAsNobody(number, "silence", "No comment within the time for it.");
        }
        if (!here) {
            sayAsNobody(number, "left", "The person has left; the month is closed with the figures as they were.");
        } else {
            String reviewer = reviewer(number);
            tell(get(number), "review-marks-due", reviewer, Map.of("score", points(card(number))));
        }
        return here;
    }

    @Override
    public String reviewer(String number) {
        PerformanceReview review = get(number);
        String now = superior(people.get(review.rep())).map(Person::userId).orElse(review.reviewer());
        if (!now.equals(review.reviewer()) && !review.frozen()) {
            jdbc.sql("UPDATE performance_review SET reviewer = :reviewer WHERE number = :number")
                    .param("reviewer", now)
                    .param("number", number)
                    .update();
        }
        return now;
    }

    @Override
    public void mark(String number, List<PerformanceReview.Mark> marks) {
        mustNotBeTheRep(openReview(number));
        for (String about : MARKS) {
            PerformanceReview.Mark mark = marks.stream()
                    .filter(given -> given.about().equals(about))
                    .findFirst()
                    .orElseThrow(() -> new Refused(about, "Give a mark for " + about + "."));
            if (mark.mark() < 1 || mark.mark() > 5) {
                throw new Refused(about, "The mark for " + about + " goes from 1, poor, to 5, excellent.");
            }
            say(number, "mark", about, mark.mark(), null, text(about + "Reason", mark.reason(), true));
        }
    }

    @Override
    public void talk(String number, @Nullable LocalDate on, String notes) {
        PerformanceReview review = openReview(number);
        mustNotBeTheRep(review);
        if (on == null) {
            throw new Refused("talkOn", "Say on which day the talk was held.");
        }
        Days.check("talkOn", on);
        if (on.isAfter(workingTime.today())) {
            throw new Refused("talkOn", "The talk is recorded when it was held; " + on + " is still to come.");
        }
        if (!on.isAfter(review.period().atEndOfMonth())) {
            throw new Refused(
                    "talkOn", "A talk about " + review.period() + " is held after that month, not on " + on + ".");
        }
        say(number, "talk", null, null, on, text("talkNotes", notes, true));
    }

    @Override
    public void settle(String number, String outcome, String words, @Nullable LocalDate followUp) {
        mustNotBeTheRep(openReview(number));
        switch (outcome) {
            case "improvement" -> {
                if (followUp == null || !followUp.isAfter(workingTime.today())) {
                    throw new Refused("followUpOn", "Say on which day to come you look at it again.");
                }
                Days.check("followUpOn", followUp);
            }
            case "recognition", "nothing" -> {}
            default ->
                throw new Refused("reviewOutcome", "Choose an improvement plan, a recognition, or nothing special.");
        }
        say(
                number,
                "outcome",
                outcome,
                null,
                outcome.equals("improvement") ? followUp : null,
                text("outcomeWords", words, true));
    }

    @Override
    public Answer answer(String number, @Nullable Boolean agrees, @Nullable String reason) {
        PerformanceReview review = openReview(number);
        if (agrees == null) {
            sayAsNobody(number, "no-answer", "No answer within the time for it.");
            return Answer.NO_ANSWER;
        }
        mustBeTheRep(review);
        if (agrees) {
            say(number, "agreed", text("answerReason", reason == null ? "" : reason, false));
            return Answer.AGREED;
        }
        say(number, "disagreed", text("answerReason", reason == null ? "" : reason, true));
        long times = entries(number).getOrDefault(number, List.of()).stream()
                .filter(entry -> entry.kind().equals("disagreed"))
                .count();
        return times < MOST_TALKS ? Answer.TALK_AGAIN : Answer.NOT_AGREED;
    }

    @Override
    public void freeze(String number) {
        List<PerformanceReview.Entry> entries = entries(number).getOrDefault(number, List.of());
        jdbc.sql(CLOSE)
                .param("number", number)
                .param("now", now())
                .param("ended", ended(entries))
                .param(
                        "outcome",
                        last(entries, "outcome")
                                .map(PerformanceReview.Entry::about)
                                .orElse(null),
                        Types.VARCHAR)
                .update();
    }

    private static String ended(List<PerformanceReview.Entry> entries) {
        return last(entries, "agreed", "disagreed", "no-answer", "left", "closed")
                .map(entry -> switch (entry.kind()) {
                    case "agreed" -> "agreed";
                    case "disagreed" -> "not-agreed";
                    case "left" -> "rep-left";
                    case "closed" -> "no-review";
                    default -> "no-answer";
                })
                .orElse("no-answer");
    }

    private static Optional<PerformanceReview.Entry> last(List<PerformanceReview.Entry> entries, String... kinds) {
        return entries.stream()
                .filter(entry -> List.of(kinds).contains(entry.kind()))
                .reduce((earlier, later) -> later);
    }

    @Override
    public void followUp(String number, String result, String words) {
        mustNotBeTheRep(get(number));
        if (!List.of("reached", "partly", "not-reached").contains(result)) {
            throw new Refused("followUpResult", "Say whether the improvement was reached, partly, or not.");
        }
        say(number, "follow-up", result, null, null, text("followUpWords", words, true));
    }

    private PerformanceReview openReview(String number) {
        PerformanceReview review = get(number);
        if (review.frozen()) {
            throw new Refused("The review " + number + " is closed; its month is frozen.");
        }
        return review;
    }

    private void mustBeTheRep(PerformanceReview review) {
        if (acting.user().filter(user -> !user.equals(review.rep())).isPresent()) {
            throw new Refused("Only " + name(review.rep()) + " can answer this; nobody else speaks for them.");
        }
    }

    private void mustNotBeTheRep(PerformanceReview review) {
        if (acting.user().filter(review.rep()::equals).isPresent()) {
            throw new Refused("Nobody reviews themselves.");
        }
    }

    private void tell(PerformanceReview review, String template, String userId, Map<String, Object> more) {
        Map<String, Object> model = new HashMap<>(more);
        model.put("number", review.number());
        model.put("rep", name(review.rep()));
        model.put("repId", review.rep());
        model.put("reviewer", name(review.reviewer()));
        model.put("month", ScorecardWords.month(review.period()));
        model.put("monthId", review.period().toString());
        mails.write(new Mail(
                template + ":" + review.number(), template, Recipient.user(userId), model, null, review.number()));
    }

    private static String points(Scorecard card) {
        return card.score() == null ? "" : card.score().toPlainString();
    }

    private String name(String userId) {
        return people.find(userId).map(Person::name).orElse(userId);
    }

    private static String text(String field, String text, boolean needed) {
        String said = text.strip();
        if (needed && said.isEmpty()) {
            throw new Refused(field, "Say it in a few words; they stay in the record.");
        }
        if (said.length() > LONGEST || !Texts.clean(said)) {
            throw new Refused(field, "At most 2,000 characters that can be printed.");
        }
        return said;
    }

    private void say(String number, String kind, String words) {
        say(number, kind, null, null, null, words);
    }

    private void say(
            String number,
            String kind,
            @Nullable String about,
            @Nullable Integer mark,
            @Nullable LocalDate day,
            String words) {
        write(number, kind, about, mark, day, words, acting.user().orElse(null));
    }

    private void sayAsNobody(String number, String kind, String words) {
        write(number, kind, null, null, null, words, null);
    }

    private void write(
            String number,
            String kind,
            @Nullable String about,
            @Nullable Integer mark,
            @Nullable LocalDate day,
            String words,
            @Nullable String by) {
        jdbc.sql(SAY)
                .param("review", number)
                .param("kind", kind)
                .param("about", about, Types.VARCHAR)
                .param("mark", mark, Types.INTEGER)
                .param("day", day, Types.DATE)
                .param("words", words)
                .param("by", by, Types.VARCHAR)
                .param("at", now())
                .update();
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }

    private Map<String, Scorecard> cards(String... numbers) {
        Map<String, List<Scorecard.Component>> components = new HashMap<>();
        jdbc.sql(COMPONENTS).param("reviews", numbers).query(row -> {
            components
                    .computeIfAbsent(row.getString("review"), review -> new java.util.ArrayList<>())
                    .add(component(row));
        });
        Map<String, Scorecard> cards = new HashMap<>();
        jdbc.sql(LAST_CARDS).param("reviews", numbers).query(row -> {
            String review = row.getString("review");
            cards.put(
                    review,
                    new Scorecard(
                            row.getInt("weights_version"),
                            row.getBigDecimal("score"),
                            row.getTimestamp("computed_at").toInstant(),
                            components.getOrDefault(review, List.of())));
        });
        return cards;
    }

    private Map<String, List<PerformanceReview.Earlier>> earlier(String... numbers) {
        Map<String, List<PerformanceReview.Earlier>> earlier = new HashMap<>();
        jdbc.sql(EARLIER).param("reviews", numbers).query(row -> {
            earlier.computeIfAbsent(row.getString("review"), review -> new java.util.ArrayList<>())
                    .add(new PerformanceReview.Earlier(
                            row.getBigDecimal("score"),
                            row.getTimestamp("computed_at").toInstant()));
        });
        return earlier;
    }

    private Map<String, List<PerformanceReview.Entry>> entries(String... numbers) {
        Map<String, List<PerformanceReview.Entry>> entries = new HashMap<>();
        jdbc.sql(ENTRIES).param("reviews", numbers).query(row -> {
            entries.computeIfAbsent(row.getString("review"), review -> new java.util.ArrayList<>())
                    .add(new PerformanceReview.Entry(
                            row.getString("kind"),
                            row.getString("about"),
                            row.getObject("mark", Integer.class),
                            row.getObject("day", LocalDate.class),
                            row.getString("words"),
                            row.getString("said_by"),
                            row.getTimestamp("said_at").toInstant()));
        });
        return entries;
    }

    private static Scorecard.Component component(ResultSet row) throws SQLException {
        return new Scorecard.Component(
                row.getString("figure"),
                row.getString("title"),
                row.getString("formula"),
                row.getString("unit"),
                row.getBoolean("lower_is_better"),
                row.getBigDecimal("weight"),
                row.getBigDecimal("goal"),
                row.getBigDecimal("floor"),
                row.getBigDecimal("cap"),
                decimal(row, "value"),
                decimal(row, "attainment"),
                decimal(row, "counted_weight"),
                decimal(row, "points"),
                row.getLong("facts"));
    }

    private static @Nullable BigDecimal decimal(ResultSet row, String column) throws SQLException {
        return row.getBigDecimal(column);
    }

    private static PerformanceReview review(ResultSet row, int number) throws SQLException {
        Timestamp closed = row.getTimestamp("closed_at");
        Instant closedAt = closed == null ? null : closed.toInstant();
        return new PerformanceReview(
                row.getString("number"),
                row.getString("rep"),
                YearMonth.from(row.getObject("period", LocalDate.class)),
                row.getString("reviewer"),
                row.getString("opened_by"),
                row.getTimestamp("opened_at").toInstant(),
                closedAt,
                row.getString("ended"),
                row.getString("outcome"));
    }
}
