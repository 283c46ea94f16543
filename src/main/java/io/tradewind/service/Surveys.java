package io.tradewind.service;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The satisfaction surveys: asked by mail, answered once behind a link that only the recipient knows. */
public interface Surveys {

    /** Longest free text a customer may write, in characters. */
    int LONGEST_COMMENT = 4000;

    /**
     * Writes the mail with the link; an order or case is asked about once, however often this is called.
     *
     * @return empty when nobody is asked: the address was unsubscribed, or it is about a case and the address was asked
     *     within the last 30 days
     */
    Optional<Survey> send(SurveyRequest request);

    /** Writes the second and last mail, with a link of its own; nothing happens once answered, reminded or unsubscribed. */
    void remind(String subject);

    /** The survey about an order or case. */
    Optional<Survey> about(String subject);

    /** What is behind a link. Looking changes nothing: mail scanners look first. */
    SurveyLink look(String token);

    /**
     * Stores the answer, if the link was open, and publishes {@link SurveyAnswered}.
     *
     * @param score 0 to 10
     * @param comment at most {@value #LONGEST_COMMENT} characters
     * @return what the link led to before: only {@link SurveyLink.State#OPEN} means that the answer was taken
     * @throws io.tradewind.engine.Refused if score or comment are out of bounds
     */
    SurveyLink answer(String token, @Nullable Integer score, @Nullable String comment);

    /** Tells the rep of a bad mark. */
    void tellRepOfBadAnswer(String subject);

    /**
     * Never asks the address behind this link again, whatever became of its survey; or does so again.
     *
     * @return what the link leads to; unknown links change nothing
     */
    SurveyLink subscribe(String token, boolean wanted);

    /** Whether the address does not want to be asked. */
    boolean isUnsubscribed(String email);
}
