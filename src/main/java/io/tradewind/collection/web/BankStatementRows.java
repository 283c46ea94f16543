package io.tradewind.collection.web;

import io.tradewind.engine.Refused;
import io.tradewind.intake.FileFormat;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;

/**
 * The entries of a camt.053, one at a time. Checks what we rely on as the message's schema does: the message and its
 * version, statement and account identification, and of each entry amount, currency, direction, status and dates. Knows
 * no document type, no entity, no other file.
 */
final class BankStatementRows implements FileFormat.Rows {

    private static final Pattern NAMESPACE =
            Pattern.compile("urn:iso:std:iso:20022:tech:xsd:(camt\\.053\\.001\\.(\\d{2}))");
    private static final Pattern AMOUNT = Pattern.compile("\\+?\\d{1,18}(\\.\\d{0,17})?|\\+?\\.\\d{1,17}");
    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");
    private static final int FIRST_VERSION = 2;
    private static final int DEEPEST = 60;
    private static final int LONGEST_TEXT = 20_000;
    private static final int MOST_PAYMENTS_OF_AN_ENTRY = 50_000;

    private final XMLStreamReader xml;
    private final InputStream content;
    private final Deque<List<String>> ready = new ArrayDeque<>();
    private final List<String> path = new ArrayList<>();
    private String version = "";
    private String statement = "";
    private String account = "";
    private int entries;
    private int statements;

    BankStatementRows(InputStream content) {
        this.content = content;
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        factory.setXMLResolver((publicId, systemId, baseUri, namespace) -> {
            throw new XMLStreamException("Nothing outside the file is read");
        });
        try {
            this.xml = factory.createXMLStreamReader(content);
        } catch (XMLStreamException e) {
            throw unreadable(e);
        }
    }

    @Override
    public String version() {
        return version;
    }

    @Override
    public @Nullable List<String> next() {
        try {
            while (ready.isEmpty() && xml.hasNext()) {
                int event = nextEvent();
                if (event == XMLStreamConstants.START_ELEMENT) {
                    started();
                } else if (event == XMLStreamConstants.END_ELEMENT) {
                    path.remove(path.size() - 1);
                }
            }
        } catch (XMLStreamException e) {
            throw unreadable(e);
        }
        if (ready.isEmpty() && statements == 0) {
            throw new Refused("file", "The file holds no bank statement (Stmt).");
        }
        return ready.poll();
    }

    /** One row at a time leaves here, so what is asked twice must stand still. */
    private void started() throws XMLStreamException {
        open();
        String at = String.join("/", path);
        switch (at) {
            case "Document" -> checkMessage();
            case "Document/BkToCstmrStmt/Stmt" -> {
                statements++;
                statement = "";
                account = "";
            }
            case "Document/BkToCstmrStmt/Stmt/Id" -> statement = text();
            case "Document/BkToCstmrStmt/Stmt/Acct/Id/IBAN", "Document/BkToCstmrStmt/Stmt/Acct/Id/Othr/Id" ->
                account = text().replace(" ", "");
            case "Document/BkToCstmrStmt/Stmt/Ntry" -> ready.addAll(entry().rows());
            default -> {
                // what we do not need
            }
        }
    }

    private void checkMessage() {
        String namespace = xml.getNamespaceURI() == null ? "" : xml.getNamespaceURI();
        Matcher matcher = NAMESPACE.matcher(namespace);
        if (!matcher.matches() || Integer.parseInt(matcher.group(2)) < FIRST_VERSION) {
            throw new Refused(
                    "file",
                    "The file is no bank statement camt.053.001.02 or later, but '" + shown(namespace)
                            + "'. Ask the bank for camt.053.");
        }
        version = matcher.group(1);
    }

    private BankEntry entry() throws XMLStreamException {
        entries++;
        if (statement.isBlank()) {
            throw wrong("the statement before it has no identification (Stmt/Id)");
        }
        if (account.isBlank()) {
            throw wrong("the statement before it names no account (Stmt/Acct/Id)");
        }
        BankEntry entry = new BankEntry();
        entry.statement = statement;
        entry.account = account;
        entry.position = entries;
        BankEntry.Payment payment = new BankEntry.Payment();
        int depth = path.size();
        while (path.size() >= depth) {
            int event = nextEvent();
            if (event == XMLStreamConstants.START_ELEMENT) {
                open();
                String at = String.join("/", path.subList(depth, path.size()));
                if (at.equals("NtryDtls/TxDtls")) {
                    payment = new BankEntry.Payment();
                    entry.payments.add(payment);
                    if (entry.payments.size() > MOST_PAYMENTS_OF_AN_ENTRY) {
                        throw wrong("it holds more than " + MOST_PAYMENTS_OF_AN_ENTRY + " payments");
                    }
                } else if (at.startsWith("NtryDtls/TxDtls/")) {
                    readPayment(payment, at.substring("NtryDtls/TxDtls/".length()));
                } else {
                    readEntry(entry, at);
                }
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                path.remove(path.size() - 1);
            }
        }
        check(entry);
        return entry;
    }

    private void readEntry(BankEntry entry, String at) throws XMLStreamException {
        switch (at) {
            case "NtryRef" -> entry.entryReference = text();
            case "Amt" -> {
                entry.currency = currency();
                entry.amount = amount();
            }
            case "CdtDbtInd" -> entry.direction = text();
            case "RvslInd" -> entry.reversal = flag();
            case "Sts", "Sts/Cd", "Sts/Prtry" -> entry.status = at.equals("Sts") ? status() : text();
            case "BookgDt/Dt", "BookgDt/DtTm" -> entry.bookedOn = day();
            case "ValDt/Dt", "ValDt/DtTm" -> entry.valuedOn = day();
            case "AcctSvcrRef" -> entry.bankReference = text();
            case "AddtlNtryInf" -> entry.information = text();
            default -> {
                // what we do not need
            }
        }
    }

    private void readPayment(BankEntry.Payment payment, String at) throws XMLStreamException {
        switch (at) {
            case "Refs/AcctSvcrRef" -> payment.bankReference = text();
            case "Refs/EndToEndId" -> payment.endToEndId = text();
            case "Refs/TxId" -> payment.transactionId = text();
            case "Amt" -> {
                payment.currency = currency();
                payment.amount = amount();
            }
            case "AmtDtls/TxAmt/Amt" -> {
                if (payment.amount.isEmpty()) {
                    payment.currency = currency();
                    payment.amount = amount();
                }
            }
            case "RltdPties/Dbtr/Nm", "RltdPties/Dbtr/Pty/Nm" -> payment.payer = text();
            case "RltdPties/UltmtDbtr/Nm", "RltdPties/UltmtDbtr/Pty/Nm" -> payment.ultimatePayer = text();
            case "RltdPties/DbtrAcct/Id/IBAN", "RltdPties/DbtrAcct/Id/Othr/Id" ->
                payment.payerAccount = text().replace(" ", "");
            case "RmtInf/Ustrd", "RmtInf/Strd/AddtlRmtInf" -> BankEntry.append(payment.unstructured, text());
            case "RmtInf/Strd/CdtrRefInf/Ref", "RmtInf/Strd/RfrdDocInf/Nb" ->
                BankEntry.append(payment.structured, text());
            case "RtrInf" -> payment.returned = true;
            default -> {
                // what we do not need
            }
        }
    }

    private void check(BankEntry entry) {
        if (entry.amount.isEmpty()) {
            throw wrong("it has no amount (Amt)");
        }
        if (!entry.direction.equals("CRDT") && !entry.direction.equals("DBIT")) {
            throw wrong("it must say CRDT or DBIT (CdtDbtInd), not '" + shown(entry.direction) + "'");
        }
        if (entry.status.isEmpty()) {
            throw wrong("it has no status (Sts)");
        }
        if (entry.bookedOn.isEmpty() && entry.valuedOn.isEmpty()) {
            throw wrong("it has neither a booking nor a value date (BookgDt, ValDt)");
        }
    }

    private String currency() {
        String code = xml.getAttributeValue(null, "Ccy");
        if (code == null || !CURRENCY.matcher(code).matches()) {
            throw wrong("its amount has no currency of three letters (Ccy)");
        }
        return code;
    }

    private String amount() throws XMLStreamException {
        String written = text();
        if (!AMOUNT.matcher(written).matches()) {
            throw wrong("its amount '" + shown(written) + "' is no amount");
        }
        return written.startsWith("+") ? written.substring(1) : written;
    }

    private boolean flag() throws XMLStreamException {
        String written = text();
        return switch (written) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> throw wrong("its reversal indicator is '" + shown(written) + "' (RvslInd)");
        };
    }

    /** The bank's own day, whatever its offset. */
    private String day() throws XMLStreamException {
        String written = text();
        try {
            return LocalDate.parse(written.length() > 10 ? written.substring(0, 10) : written)
                    .toString();
        } catch (DateTimeException e) {
            throw wrong("its date '" + shown(written) + "' is no date");
        }
    }

    /** A code of its own up to version 05, an element with a code since. */
    private String status() throws XMLStreamException {
        int depth = path.size();
        StringBuilder text = new StringBuilder();
        while (path.size() >= depth) {
            int event = nextEvent();
            if (event == XMLStreamConstants.START_ELEMENT) {
                open();
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                path.remove(path.size() - 1);
            } else {
                collect(text, event);
            }
        }
        return text.toString().strip();
    }

    /**
     * The text of the element just opened; closes it. Where the bank could not write a letter, its payment is no less received,
     * and nobody here can have it written anew.
     */
    private String text() throws XMLStreamException {
        StringBuilder text = new StringBuilder();
        while (true) {
            int event = nextEvent();
            if (event == XMLStreamConstants.END_ELEMENT) {
                path.remove(path.size() - 1);
                return text.toString().replace('\uFFFD', '?').strip();
            }
            if (event == XMLStreamConstants.START_ELEMENT) {
                throw wrong("'" + path.get(path.size() - 1) + "' holds elements where a text is expected");
            }
            collect(text, event);
        }
    }

    private void collect(StringBuilder text, int event) {
        if (event == XMLStreamConstants.CHARACTERS
                || event == XMLStreamConstants.CDATA
                || event == XMLStreamConstants.SPACE) {
            if (text.length() + xml.getTextLength() > LONGEST_TEXT) {
                throw wrong("one of its texts is longer than " + LONGEST_TEXT + " characters");
            }
            text.append(xml.getTextCharacters(), xml.getTextStart(), xml.getTextLength());
        }
    }

    private int nextEvent() throws XMLStreamException {
        int event = xml.next();
        if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
            throw new Refused(
                    "file",
                    "The file has a document type declaration or entities of its own; a bank statement has none.");
        }
        return event;
    }

    private void open() {
        if (path.size() >= DEEPEST) {
            throw new Refused("file", "The elements of the file are nested too deeply for a bank statement.");
        }
        path.add(xml.getLocalName());
        if (path.size() == 1 && !path.get(0).equals("Document")) {
            throw new Refused(
                    "file",
                    "The file is XML, but no bank statement: it begins with <" + shown(path.get(0))
                            + ">. Ask the bank for camt.053.");
        }
    }

    private Refused wrong(String what) {
        return new Refused(
                "file",
                "Entry " + entries + (statement.isEmpty() ? "" : " (statement " + shown(statement) + ")") + ", line "
                        + xml.getLocation().getLineNumber() + ": " + what + ". Nothing of the file was taken.");
    }

    private static RuntimeException unreadable(XMLStreamException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof DataAccessException database) {
                return database;
            }
        }
        Throwable nested = e.getNestedException();
        if (nested != null && nested.getCause() instanceof DataAccessException database) {
            return database;
        }
        return new Refused(
                "file",
                "The file is no well-formed XML"
                        + (e.getLocation() == null
                                ? ""
                                : ", see line " + e.getLocation().getLineNumber())
                        + ". Nothing of it was taken; fetch it from the bank again.");
    }

    private static String shown(String text) {
        String line = text.replaceAll("\\p{Cntrl}", " ");
        return line.length() <= 80 ? line : line.substring(0, 77) + "...";
    }

    @Override
    public void close() throws IOException {
        content.close();
    }
}
