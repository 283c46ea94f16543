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
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

@Service
@Transactional
class ReviewDesk implements PerformanceReviews {

    /** One transaction: small enough to be repeated. */
    static final int BATCH = 20;

    /** The marks beside the score, each given with a reason. */
    static final List<String> MARKS = List.of("teamwork", "diligence", "reliability");

    private static final int MOST_TALKS = 2;
    private static final int LONGEST = 2000;

    private final ReviewRows rows;
    private final Scorecards scorecards;
    private final ObjectProvider<PerformanceReviewProcess> process;
    private final People people;
    private final Mails mails;
    private final WorkingTime workingTime;
    private final Acting acting;

    ReviewDesk(
            ReviewRows rows,
            Scorecards scorecards,
            ObjectProvider<PerformanceReviewProcess> process,
            People people,
            Mails mails,
            WorkingTime workingTime,
            Acting acting) {
        this.rows = rows;
        this.scorecards = scorecards;
        this.process = process;
        this.people = people;
        this.mails = mails;
        this.workingTime = workingTime;
        this.acting = acting;
    }

    @Override
    public Optional<String> openNext(String afterUserId) {
        YearMonth period = YearMonth.from(workingTime.today()).minusMonths(1);
        List<Person> next = people.all().stream()
                .filter(person -> Scorecards.ROLES.contains(person.role()))
                .filter(Person::active)
                .filter(person -> person.userId().compareTo(afterUserId) > 0)
                .sorted(Comparator.comparing(Person::userId))
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
        Optional<PerformanceReview> opened = rows.open(
                person.userId(),
                period,
                reviewer.userId(),
                acting.user().orElse("system"),
                workingTime.today().getYear());
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
        return rows.find(number).orElseThrow(() -> new Refused("There is no performance review " + number + "."));
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<PerformanceReview.Record> find(String rep, YearMonth period) {
        return Optional.ofNullable(of(List.of(rep), period).get(rep));
    }

    @Override
    @Transactional(readOnly = true)
    public Map<String, PerformanceReview.Record> of(Collection<String> reps, YearMonth period) {
        return rows.of(reps, period);
    }

    @Override
    public Scorecard compute(String number) {
        PerformanceReview review = openReview(number);
        Person rep = people.get(review.rep());
        Scorecard card = rows.card(number)
                .map(first -> scorecards.again(rep, review.period(), first))
                .orElseGet(() -> scorecards.of(rep, review.period()));
        rows.keep(number, card);
        return card;
    }

    @Override
    @Transactional(readOnly = true)
    public Scorecard card(String number) {
        return rows.card(number)
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
            rows.assign(number, now);
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
        long times = rows.entries(number).stream()
                .filter(entry -> entry.kind().equals("disagreed"))
                .count();
        return times < MOST_TALKS ? Answer.TALK_AGAIN : Answer.NOT_AGREED;
    }

    @Override
    public void freeze(String number) {
        List<PerformanceReview.Entry> entries = rows.entries(number);
        rows.close(
                number,
                ended(entries),
                last(entries, "outcome").map(PerformanceReview.Entry::about).orElse(null));
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
        rows.say(number, kind, about, mark, day, words, acting.user().orElse(null));
    }

    private void sayAsNobody(String number, String kind, String words) {
        rows.say(number, kind, null, null, null, words, null);
    }
}
