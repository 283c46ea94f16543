package io.tradewind.collection.web;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A bank statement as a bank writes it. */
final class Statement {

    static final LocalDate DAY = LocalDate.now();
    static final String ACCOUNT = "DE02120300000000202051";

    private final String id;
    private final List<String> entries = new ArrayList<>();
    private String version = "08";

    private Statement(String id) {
        this.id = id;
    }

    static Statement of(String id) {
        return new Statement(id);
    }

    static Statement any() {
        return new Statement(UUID.randomUUID().toString());
    }

    Statement version(String two) {
        version = two;
        return this;
    }

    /** A credit with the bank's number. */
    Statement credit(String bankReference, String amount, String remittance) {
        return entry(bankReference, amount, "USD", "CRDT", "", details("", remittance));
    }

    /** As they are, after the head of a plain entry. */
    Statement entry(
            String bankReference, String amount, String currency, String direction, String flags, String details) {
        entries.add(
                """
                <Ntry>%s<Amt Ccy="%s">%s</Amt><CdtDbtInd>%s</CdtDbtInd>%s%s<BookgDt><Dt>%s</Dt></BookgDt>\
                <ValDt><DtTm>%sT23:59:00+14:00</DtTm></ValDt>%s%s</Ntry>
                """
                        .formatted(
                                "<NtryRef>" + entries.size() + "</NtryRef>",
                                currency,
                                amount,
                                direction,
                                flags,
                                version.compareTo("06") < 0 ? "<Sts>BOOK</Sts>" : "<Sts><Cd>BOOK</Cd></Sts>",
                                DAY,
                                DAY,
                                bankReference.isEmpty() ? "" : "<AcctSvcrRef>" + bankReference + "</AcctSvcrRef>",
                                details.isEmpty() ? "" : "<NtryDtls>" + details + "</NtryDtls>"));
        return this;
    }

    static String details(String refs, String remittance) {
        return "<TxDtls><Refs>" + refs + "</Refs><RltdPties><Dbtr><Pty><Nm>Some Payer</Nm></Pty></Dbtr></RltdPties>"
                + "<RmtInf><Ustrd>" + remittance + "</Ustrd></RmtInf></TxDtls>";
    }

    /** One of several payments of an entry. */
    static String part(String amount, String remittance) {
        return "<TxDtls><Amt Ccy=\"USD\">" + amount + "</Amt><RmtInf><Strd><CdtrRefInf><Ref>" + remittance
                + "</Ref></CdtrRefInf></Strd></RmtInf></TxDtls>";
    }

    static String from(String account, String name, String remittance) {
        return "<TxDtls><RltdPties><Dbtr><Nm>" + name + "</Nm></Dbtr><DbtrAcct><Id><IBAN>" + account
                + "</IBAN></Id></DbtrAcct></RltdPties><RmtInf><Ustrd>" + remittance + "</Ustrd></RmtInf></TxDtls>";
    }

    String xml() {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.%s">
                <BkToCstmrStmt><GrpHdr><MsgId>M</MsgId><CreDtTm>2026-01-01T00:00:00</CreDtTm></GrpHdr>
                <Stmt><Id>%s</Id><CreDtTm>2026-01-01T00:00:00</CreDtTm>\
                <Acct><Id><IBAN>%s</IBAN></Id><Ccy>USD</Ccy></Acct>
                %s</Stmt></BkToCstmrStmt></Document>
                """
                .formatted(version, id, ACCOUNT, String.join("", entries));
    }

    /** Somewhere an invoice number must be written as the payer likes. */
    static String bare(String invoice) {
        return invoice.replace("-", "");
    }
}
