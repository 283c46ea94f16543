package io.tradewind.approval;

/** Where a request stands. Only {@link #OPEN} changes. */
public enum ApprovalState {
    OPEN("open"),
    APPROVED("approved"),
    REJECTED("rejected"),
    /** Sent back to the requester to be revised and asked anew. */
    SENT_BACK("sent-back"),
    /** Another request for the same subject took its place before it was decided. */
    SUPERSEDED("superseded"),
    /** Taken back by who asked, before it was decided. */
    RECALLED("recalled");

    private final String word;

    ApprovalState(String word) {
        this.word = word;
    }

    /** As processes, tables and clients know it. */
    public String word() {
        return word;
    }

    /** As people read it. */
    public String inWords() {
        return word.replace('-', ' ');
    }

    /** For whoever waits for the answer: what nobody said no to may be revised. */
    public String outcome() {
        return this == SUPERSEDED || this == RECALLED ? SENT_BACK.word : word;
    }

    static ApprovalState of(String word) {
        for (ApprovalState state : values()) {
            if (state.word.equals(word)) {
                return state;
            }
        }
        throw new IllegalArgumentException("No state of an approval is called '" + word + "'");
    }
}
