package io.tradewind.kpi;

import io.tradewind.engine.Refused;
import io.tradewind.organization.Person;
import io.tradewind.organization.Roles;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Computes scorecards from the facts as they are now. A rep's figures are the rep's own, a sales manager's those of the
 * team. A figure that tells our cost is in nobody's card who may not know it.
 */
@Service
public class Scorecards {

    /** Whose month has a scorecard. */
    static final Set<String> ROLES = Set.of(Roles.SALES_REP, Roles.SALES_MANAGER);

    private final Figures figures;
    private final ScorecardWeights weights;
    private final Clock clock;

    Scorecards(Figures figures, ScorecardWeights weights, Clock clock) {
        this.figures = figures;
        this.weights = weights;
        this.clock = clock;
    }

    /** @throws io.tradewind.engine.Refused if the table of weights cannot be meant */
    public Scorecard of(Person person, YearMonth period) {
        return of(person, period, weights.of(person), weights.version());
    }

    /** The facts of now with the weights, goals, floors and caps of a card that was kept, whatever the table says today. */
    public Scorecard again(Person person, YearMonth period, Scorecard kept) {
        List<ScorecardWeights.Weight> rows = kept.components().stream()
                .map(part -> new ScorecardWeights.Weight(
                        part.figure(), part.weight(), part.goal(), part.floor(), part.cap()))
                .toList();
        return of(person, period, rows, kept.weightsVersion());
    }

    private Scorecard of(Person person, YearMonth period, List<ScorecardWeights.Weight> rows, int version) {
        Selection selection = selection(person, period);
        Sight sight = sight(person);
        return card(
                person,
                rows,
                version,
                figure -> figures.answer(figure, selection, null, sight)
                        .map(FigureAnswer::total)
                        .map(Scorecards::exact)
                        .orElse(null),
                figure -> figures.facts(figure, selection, sight, 1, 0)
                        .map(FactPage::count)
                        .orElse(0L));
    }

    /**
     * Cards of many people.
     *
     * @param cards by user id; of whom the table of weights cannot be meant there is none
     * @param wrong what is wrong with rows of the table that concern them, in sentences
     */
    public record Many(Map<String, Scorecard> cards, Set<String> wrong) {}

    /** The cards of many people, without the number of facts; each figure is asked for once. */
    public Many of(List<Person> persons, YearMonth period) {
        Map<String, Map<String, BigDecimal>> known = new HashMap<>();
        Map<String, Scorecard> cards = new LinkedHashMap<>();
        Set<String> wrong = new LinkedHashSet<>();
        for (Person person : persons) {
            Dimension by = dimension(person);
            Sight sight = sight(person);
            List<ScorecardWeights.Weight> rows;
            try {
                rows = weights.of(person);
            } catch (Refused refused) {
                wrong.add(String.valueOf(refused.getMessage()));
                continue;
            }
            cards.put(
                    person.userId(),
                    card(
                            person,
                            rows,
                            weights.version(),
                            figure -> known.computeIfAbsent(
                                            figure + "/" + by + "/" + sight.costs(),
                                            key -> values(figure, period, by, sight.costs()))
                                    .get(key(person)),
                            figure -> 0L));
        }
        return new Many(cards, wrong);
    }

    /** What is looked at for somebody's card. */
    public static Selection selection(Person person, YearMonth period) {
        return new Selection(period.atDay(1), period.atEndOfMonth(), Map.of(dimension(person), key(person)));
    }

    private interface Values {
        @Nullable
        BigDecimal of(String figure);
    }

    private interface Counts {
        long of(String figure);
    }

    private Scorecard card(
            Person person, List<ScorecardWeights.Weight> rows, int version, Values values, Counts counts) {
        List<Optional<FigureDescription>> described = rows.stream()
                .map(row -> figures.describe(row.component(), sight(person)))
                .toList();
        List<ScorecardFormula.Input> inputs = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            ScorecardWeights.Weight row = rows.get(i);
            boolean lower = described
                    .get(i)
                    .map(figure -> figure.direction() == Direction.LOWER_IS_BETTER)
                    .orElse(false);
            inputs.add(new ScorecardFormula.Input(
                    row.weight(), row.goal(), row.floor(), row.cap(), lower, values.of(row.component())));
        }
        ScorecardFormula.Result result = ScorecardFormula.of(inputs);
        List<Scorecard.Component> components = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            ScorecardWeights.Weight row = rows.get(i);
            ScorecardFormula.Part part = result.parts().get(i);
            Optional<FigureDescription> figure = described.get(i);
            components.add(new Scorecard.Component(
                    row.component(),
                    figure.map(FigureDescription::title).orElse(row.component()),
                    figure.map(FigureDescription::formula).orElse("there is no such figure for this card"),
                    figure.map(FigureDescription::unit).orElse(""),
                    inputs.get(i).lowerIsBetter(),
                    row.weight(),
                    row.goal(),
                    row.floor(),
                    row.cap(),
                    inputs.get(i).value(),
                    part.attainment(),
                    part.countedWeight(),
                    part.points(),
                    inputs.get(i).value() == null ? 0 : counts.of(row.component())));
        }
        return new Scorecard(version, result.score(), clock.instant(), components);
    }

    private Map<String, BigDecimal> values(String figure, YearMonth period, Dimension by, boolean costs) {
        Map<String, BigDecimal> values = new HashMap<>();
        figures.answer(
                        figure,
                        new Selection(period.atDay(1), period.atEndOfMonth(), Map.of()),
                        by,
                        new Sight(null, null, costs))
                .ifPresent(answer -> answer.rows().stream()
                        .filter(row -> row.value() != null)
                        .forEach(row -> values.put(row.key(), exact(Objects.requireNonNull(row.value())))));
        return values;
    }

    private static BigDecimal exact(Object value) {
        return new BigDecimal(value.toString()).setScale(6, RoundingMode.HALF_UP);
    }

    private static Sight sight(Person person) {
        return new Sight(null, null, !person.role().equals(Roles.SALES_REP));
    }

    private static Dimension dimension(Person person) {
        return isOfTeam(person) ? Dimension.TEAM : Dimension.REP;
    }

    private static String key(Person person) {
        return isOfTeam(person) ? Objects.requireNonNull(person.team()) : person.userId();
    }

    private static boolean isOfTeam(Person person) {
        return person.role().equals(Roles.SALES_MANAGER) && person.team() != null;
    }
}
