package io.tradewind.notification;

/** The way out of the house: hands mails to a mail server. */
interface Mailer {

    /** @throws NoMailServer if it is not there, or does not let us in */
    Connection connect() throws NoMailServer;

    /** One conversation with the mail server, for many mails. */
    interface Connection extends AutoCloseable {

        Answer send(WrittenMail mail);

        @Override
        void close();
    }

    /**
     * What the server said.
     *
     * @param usable whether the connection can take another mail
     */
    record Answer(Kind kind, String detail, boolean usable) {

        /** The four ways it can end. */
        enum Kind {
            /** The server has taken responsibility. */
            SENT,
            /** The address is refused for good. */
            BOUNCED,
            /** Not taken, worth another attempt. */
            LATER,
            /** The whole mail was handed over and no answer came: it may arrive. */
            UNCLEAR
        }
    }

    /** The mail server cannot be used now. */
    final class NoMailServer extends Exception {
        NoMailServer(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
