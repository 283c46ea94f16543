package io.tradewind.notification.process;

final class TellVariables {
    static final Variable<String> TOLD = Variable.text("told");
}
