package io.tradewind.deal.process;

@Component("saveDealDelegate")
class SaveDealDelegate {}
