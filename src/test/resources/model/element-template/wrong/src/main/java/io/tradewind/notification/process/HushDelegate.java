package io.tradewind.notification.process;

@Component("hushDelegate")
class HushDelegate {}
