package io.tradewind.approval;

import io.tradewind.engine.Refused;

/** What somebody who is asked can say. */
public enum Answer {
    APPROVE("approve", ApprovalState.APPROVED),
    REJECT("reject", ApprovalState.REJECTED),
    SEND_BACK("send-back", ApprovalState.SENT_BACK);

    private final String word;
    private final ApprovalState leadsTo;

    Answer(String word, ApprovalState leadsTo) {
        this.word = word;
        this.leadsTo = leadsTo;
    }

    /** As the form and the table know it. */
    public String word() {
        return word;
    }

    ApprovalState leadsTo() {
        return leadsTo;
    }

    /** @throws Refused if there is no such answer */
    public static Answer of(String word) {
        for (Answer answer : values()) {
            if (answer.word.equals(word)) {
                return answer;
            }
        }
        throw new Refused("decision", "Choose one of the answers: approve, reject or send back.");
    }
}
