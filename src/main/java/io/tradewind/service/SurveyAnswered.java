package io.tradewind.service;

import java.time.LocalDate;

/**
 * A customer has answered a survey.
 *
 * @param surveyId unique cause of the fact
 * @param rep user id of the rep who looked after the deal
 * @param score 0 (not at all satisfied) to 10 (completely)
 * @param on business date of the answer
 */
public record SurveyAnswered(long surveyId, long customerId, String rep, int score, LocalDate on) {}
