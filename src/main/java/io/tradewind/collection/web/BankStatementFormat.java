package io.tradewind.collection.web;

import io.tradewind.intake.FileFormat;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** A bank statement as ISO 20022 camt.053; other XML is refused with the name of what it is. */
final class BankStatementFormat implements FileFormat {

    @Override
    public String name() {
        return "camt.053";
    }

    /** Any XML, in UTF-8 or UTF-16, with or without a byte order mark; no CSV begins like that. */
    @Override
    public boolean recognizes(byte[] start) {
        for (byte b : start) {
            int value = b & 0xFF;
            if (value == '<') {
                return true;
            }
            boolean markOrBlank = value == 0xEF
                    || value == 0xBB
                    || value == 0xBF
                    || value == 0xFE
                    || value == 0xFF
                    || value == 0
                    || value == ' '
                    || value == '\t'
                    || value == '\r'
                    || value == '\n';
            if (!markOrBlank) {
                return false;
            }
        }
        return false;
    }

    @Override
    public List<String> columns() {
        return BankEntry.COLUMNS;
    }

    @Override
    public Rows open(InputStream content) throws IOException {
        return new BankStatementRows(content);
    }
}
