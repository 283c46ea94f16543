package io.tradewind.approval;

import org.jspecify.annotations.Nullable;

/** Deciding with the secret of a link that was mailed to the person asked, without a login. */
public interface DecisionLinks {

    /** What a link leads to. Looking changes nothing, however often and by whomever: mail scanners look at every link. */
    DecisionLink look(String token);

    /**
     * Answers as the person to whom the link was mailed, through the same checks as their task.
     *
     * @return what the link led to before; only {@link DecisionLink.State#OPEN} means that the answer was taken
     * @throws io.tradewind.engine.Refused if the answer does not count, e.g. for want of a comment; the link stays usable
     */
    DecisionLink decide(String token, Answer answer, @Nullable String comment);
}
