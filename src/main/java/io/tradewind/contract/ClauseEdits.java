package io.tradewind.contract;

import io.tradewind.contract.ContractClause.Deviation;
import io.tradewind.contract.ContractClause.Judge;
import io.tradewind.engine.Refused;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Compares what somebody wants with the library, clause by clause. */
final class ClauseEdits {

    private static final String FIELD = "clauses";
    private static final int MOST_CLAUSES = 40;
    private static final int LONGEST_TITLE = 120;
    private static final int LONGEST_TEXT = 5000;
    private static final int LONGEST_REASON = 500;

    private ClauseEdits() {}

    /**
     * The clauses as they are wished, with their deviations from the library.
     *
     * @param before the contract's clauses so far: those of the library in the versions it was drafted with, and what was
     *     added; who brought a deviation in stays who did
     * @param user who wants it
     * @throws Refused naming the clause that cannot be
     */
    static List<ContractClause> apply(List<ContractClause> before, List<ClauseWish> wishes, String user) {
        if (wishes.size() > MOST_CLAUSES) {
            throw new Refused(FIELD, "A contract has at most " + MOST_CLAUSES + " clauses.");
        }
        Set<String> keys = new HashSet<>();
        for (ClauseWish wish : wishes) {
            String key = wish.key();
            if (key != null && !keys.add(key)) {
                throw new Refused(FIELD, "The clause '" + key + "' stands in the contract twice.");
            }
            if (key != null && before.stream().noneMatch(clause -> key.equals(clause.key()))) {
                throw new Refused(FIELD, "The library of this contract has no clause '" + key + "'.");
            }
        }
        List<ContractClause> clauses = new ArrayList<>();
        for (ContractClause standard : before) {
            if (standard.key() != null) {
                ClauseWish wish = wishes.stream()
                        .filter(one -> standard.key().equals(one.key()))
                        .findFirst()
                        .orElseThrow(() -> new Refused(
                                FIELD,
                                "The clause '" + standard.title()
                                        + "' is missing. If it is to be left out, say so and why."));
                clauses.add(compared(standard, wish, clauses.size() + 1, user));
            }
        }
        for (ClauseWish wish : wishes) {
            if (wish.key() == null && !wish.removed()) {
                clauses.add(added(before, wish, clauses.size() + 1, user));
            }
        }
        return List.copyOf(clauses);
    }

    private static ContractClause compared(ContractClause standard, ClauseWish wish, int position, String user) {
        String libraryText = Objects.requireNonNull(standard.libraryText());
        String text = wish.removed() ? libraryText : PlainText.of(wish.text());
        if (text.isEmpty()) {
            throw new Refused(FIELD, "The clause '" + standard.title() + "' has no text. Remove it, or write one.");
        }
        Deviation deviation =
                wish.removed() ? Deviation.REMOVED : alike(text, libraryText) ? Deviation.NONE : Deviation.CHANGED;
        boolean asBefore = standard.deviation() == deviation && (wish.removed() || alike(text, standard.text()));
        return new ContractClause(
                position,
                standard.key(),
                standard.libraryVersion(),
                standard.title(),
                deviation == Deviation.NONE ? libraryText : bounded(text, LONGEST_TEXT, standard.title()),
                libraryText,
                standard.judge(),
                deviation,
                deviation == Deviation.NONE ? null : asBefore ? standard.deviationBy() : user,
                deviation == Deviation.NONE
                        ? null
                        : why(wish, standard.title(), asBefore ? standard.deviationWhy() : null));
    }

    private static ContractClause added(List<ContractClause> before, ClauseWish wish, int position, String user) {
        String title = bounded(PlainText.of(wish.title()).replace('\n', ' '), LONGEST_TITLE, "title");
        String text = bounded(PlainText.of(wish.text()), LONGEST_TEXT, title);
        if (title.isEmpty() || text.isEmpty()) {
            throw new Refused(FIELD, "A clause that is added needs a title and a text.");
        }
        Optional<ContractClause> same = before.stream()
                .filter(clause -> clause.key() == null)
                .filter(clause -> clause.title().equals(title) && alike(clause.text(), text))
                .findFirst();
        return new ContractClause(
                position,
                null,
                null,
                title,
                text,
                null,
                // whose matter new words are only a lawyer can tell
                Judge.LEGAL,
                Deviation.ADDED,
                same.map(ContractClause::deviationBy).orElse(user),
                why(wish, title, same.map(ContractClause::deviationWhy).orElse(null)));
    }

    private static String why(ClauseWish wish, String title, @Nullable String known) {
        String why = PlainText.orNull(wish.why());
        if (why == null && known == null) {
            throw new Refused(FIELD, "Say why the clause '" + title + "' differs from our standard terms.");
        }
        return bounded(why == null ? Objects.requireNonNull(known) : why, LONGEST_REASON, title);
    }

    private static String bounded(String text, int longest, String title) {
        if (text.length() > longest) {
            throw new Refused(FIELD, "'" + title + "' is longer than " + longest + " characters.");
        }
        return text;
    }

    /** White space says nothing. */
    private static boolean alike(String one, String other) {
        return one.replaceAll("\\s+", " ")
                .strip()
                .equals(other.replaceAll("\\s+", " ").strip());
    }

    /** Whether a deviation comes in, among those of this judge, that was not among them before. */
    static boolean anythingNew(List<ContractClause> before, List<ContractClause> after, Judge judge) {
        return !fingerprints(before, judge).containsAll(fingerprints(after, judge));
    }

    private static Set<String> fingerprints(List<ContractClause> clauses, Judge judge) {
        return clauses.stream()
                .filter(ContractClause::deviates)
                .filter(clause -> clause.judge() == judge)
                .map(ContractClause::fingerprint)
                .collect(Collectors.toSet());
    }
}
