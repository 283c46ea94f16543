package io.tradewind.notification.process;

@Component("tellDelegate")
class TellDelegate {}
