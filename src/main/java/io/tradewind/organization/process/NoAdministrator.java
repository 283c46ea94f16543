package io.tradewind.organization.process;

/** The application would start without anybody who can administer it. */
class NoAdministrator extends RuntimeException {

    NoAdministrator(String message) {
        super(message);
    }
}
