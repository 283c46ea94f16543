package io.tradewind.approval;

import java.time.Instant;

/** Somebody will be asked. Not published when the request was within the requester's own authority. */
public record ApprovalRequested(long approvalId, String kind, String subject, String requester, Instant at) {}
