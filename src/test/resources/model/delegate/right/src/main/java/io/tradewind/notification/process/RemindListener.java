package io.tradewind.notification.process;

@Component("remindListener")
class RemindListener {}
