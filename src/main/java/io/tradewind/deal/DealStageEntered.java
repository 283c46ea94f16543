package io.tradewind.deal;

import java.time.Instant;

/** A deal came to a stage, by its code; published in the transaction that moved it. */
public record DealStageEntered(String dealNumber, String stage, String rep, Instant at) {}
