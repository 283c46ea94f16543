package io.tradewind.service;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The cases of our customers: requests and complaints. */
public interface ServiceCases {

    /** Longest description, in characters. */
    int LONGEST_DESCRIPTION = 4_000;

    /**
     * Checks a case, gives it a number and a service level and keeps it; it starts no process. The same key from the same
     * person answers with the case it opened the first time, also when both arrive at once.
     *
     * @param idempotencyKey at most 200 printable characters; null means every call is a new case
     * @param source {@code person} or {@code program}
     * @throws io.tradewind.engine.Refused naming the field that is missing, unknown or too long
     */
    ServiceCase open(NewCase given, @Nullable String idempotencyKey, String source);

    /** Opens the complaint of a bad survey answer, once per survey, however often this is called. */
    ServiceCase openForSurvey(Survey survey);

    /** Says in which process instance the case is worked on. */
    void rememberProcess(String number, String processInstanceId);

    Optional<ServiceCase> find(String number);

    /** @throws io.tradewind.engine.Refused if there is no such case */
    ServiceCase get(String number);

    /** The cases of a customer, newest first. */
    List<ServiceCase> ofCustomer(long customerId);

    /** All that are not closed, oldest first. */
    List<ServiceCase> open();

    /**
     * Keeps what the customer was told first, and what kind of matter it turned out to be; stops the time to respond and
     * publishes {@link CaseAnswered}. Only the first answer counts.
     *
     * @throws io.tradewind.engine.Refused if the answer is missing
     */
    void answer(String number, CaseKind kind, String answer);

    /**
     * A request is settled: stops the time to resolve and publishes {@link CaseResolved}.
     *
     * @throws io.tradewind.engine.Refused if it is not said how
     */
    void settle(String number, String settlement);

    /** The customer says that it is solved: stops the time to resolve and publishes {@link CaseResolved}. */
    void resolve(String number);

    /** Nothing is left to do. */
    void close(String number);
}
