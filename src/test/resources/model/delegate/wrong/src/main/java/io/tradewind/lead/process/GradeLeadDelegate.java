package io.tradewind.lead.process;

@Component("gradeLeadDelegate")
class GradeLeadDelegate {}
