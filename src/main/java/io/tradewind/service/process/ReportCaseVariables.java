package io.tradewind.service.process;

import io.tradewind.engine.variables.Variable;

/** Variables of {@code open-case}; the number goes out as {@code caseNumber}. */
final class ReportCaseVariables {

    /** In: request or complaint. */
    static final Variable<String> CASE_KIND = Variable.text("caseKind");

    /** In: critical, high, normal or low. */
    static final Variable<String> CASE_SEVERITY = Variable.text("caseSeverity");

    /** In: what it is about. */
    static final Variable<String> CASE_DESCRIPTION = Variable.text("caseDescription");

    private ReportCaseVariables() {}
}
