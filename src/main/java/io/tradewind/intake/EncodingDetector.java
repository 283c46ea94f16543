package io.tradewind.intake;

import io.tradewind.engine.Refused;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Tells in which encoding a file is written while it streams by.
 *
 * <p>A byte order mark decides; valid UTF-8 is UTF-8. Anything else is one of three code pages, and only where the bytes
 * leave no doubt: single Western letters among ASCII (windows-1252), pairs of common Chinese characters (GB18030), words
 * of Cyrillic letters (windows-1251). In doubt the file is refused: a wrong guess would spoil every customer's name
 * without anybody noticing.
 */
final class EncodingDetector {

    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final Charset UTF_32LE = Charset.forName("UTF-32LE");
    private static final Charset UTF_32BE = Charset.forName("UTF-32BE");
    private static final Charset WINDOWS_1251 = Charset.forName("windows-1251");
    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

    /** Letters and signs of Western European texts in windows-1252; what Central Europe writes there is left out. */
    private static final Set<Integer> WESTERN =
            ("ÄÖÜäöüßéèêëàáâãåæçñíìîïóòôõøúùûÉÈÊÀÁÂÃÅÆÇÑÍÓÔÕØÚ€£§°ºª«»´·©®–—‘’“”„…\u00a0")
                    .chars()
                    .mapToObj(c -> String.valueOf((char) c).getBytes(WINDOWS_1252)[0] & 0xFF)
                    .collect(Collectors.toUnmodifiableSet());

    private static final int HEAD = 8;

    private final int[] head = new int[HEAD];
    private long length;
    private long zeros;
    private long controls;

    // UTF-8
    private boolean validUtf8 = true;
    private int continuationsLeft;
    private int lowerBound = 0x80;
    private int upperBound = 0xBF;

    // runs of bytes above 127
    private long highBytes;
    private long highInShortRuns;
    private long highInLongRuns;
    private int run;
    private long western;
    private long cyrillic;

    // double bytes
    private int lead;
    private long pairs;
    private long commonPairs;
    private long brokenPairs;
    private boolean trailsBelowC0OrAboveDf;

    private static final String NAME_IT =
            ", or name the encoding in the mapping, for example {\"encoding\": \"windows-1252\"}";

    private final boolean mapped;

    EncodingDetector() {
        this(true);
    }

    private EncodingDetector(boolean mapped) {
        this.mapped = mapped;
    }

    /** Of a file for which nobody can name an encoding. */
    static EncodingDetector withoutMapping() {
        return new EncodingDetector(false);
    }

    /** @param remedy what else can be done than saving it anew; may be empty */
    record Found(Charset charset, int bomLength, String explanation, String remedy) {

        Found(Charset charset, int bomLength, String explanation) {
            this(charset, bomLength, explanation, NAME_IT);
        }

        /** Of a file that cannot be read in it after all. */
        Refused refused() {
            return new Refused(
                    "file",
                    "The file was read as " + explanation + ", but contains bytes that are not in it."
                            + " Save it as \"CSV UTF-8\"" + remedy + ".");
        }
    }

    void feed(byte[] bytes, int count) {
        for (int i = 0; i < count; i++) {
            int b = bytes[i] & 0xFF;
            if (length < HEAD) {
                head[(int) length] = b;
            }
            length++;
            if (b == 0) {
                zeros++;
            } else if (b < 0x20 && b != '\t' && b != '\n' && b != '\r' && b != '\f' && b != 0x1A) {
                controls++;
            }
            utf8(b);
            runs(b);
            pairs(b);
        }
    }

    boolean isEmpty() {
        return length == 0;
    }

    /** The encoding, or a refusal that says what to do. */
    Found found() {
        Found found = told();
        return mapped ? found : new Found(found.charset(), found.bomLength(), found.explanation(), "");
    }

    private Found told() {
        endRun();
        refuseOtherFormats();
        if (starts(0xEF, 0xBB, 0xBF)) {
            if (!completeUtf8()) {
                throw new Refused(
                        "file",
                        "The file says that it is UTF-8 but contains bytes that are not. Save it again as CSV.");
            }
            return new Found(StandardCharsets.UTF_8, 3, "UTF-8, as its byte order mark says");
        }
        if (starts(0xFF, 0xFE, 0, 0)) {
            return new Found(UTF_32LE, 4, "UTF-32, as its byte order mark says");
        }
        if (starts(0, 0, 0xFE, 0xFF)) {
            return new Found(UTF_32BE, 4, "UTF-32, as its byte order mark says");
        }
        if (starts(0xFF, 0xFE)) {
            return new Found(StandardCharsets.UTF_16LE, 2, "UTF-16, as its byte order mark says");
        }
        if (starts(0xFE, 0xFF)) {
            return new Found(StandardCharsets.UTF_16BE, 2, "UTF-16, as its byte order mark says");
        }
        refuseBinary();
        if (completeUtf8()) {
            return new Found(StandardCharsets.UTF_8, 0, "UTF-8");
        }
        return codePage();
    }

    /** The encoding that the person named; only what cannot be text at all is refused. */
    Found named(Charset charset) {
        endRun();
        refuseOtherFormats();
        if (charset.equals(StandardCharsets.UTF_8) && !completeUtf8()) {
            throw new Refused("encoding", "The mapping says UTF-8, but the file contains bytes that are not UTF-8.");
        }
        if (!charset.name().contains("UTF-16") && !charset.name().contains("UTF-32")) {
            refuseBinary();
        }
        return new Found(charset, markLength(charset), charset.name() + ", as the mapping says");
    }

    /** The mark of an encoding that has it and does not skip it itself, as "UTF-16" without its byte order does. */
    private int markLength(Charset charset) {
        boolean marked =
                switch (charset.name()) {
                    case "UTF-8" -> starts(0xEF, 0xBB, 0xBF);
                    case "UTF-16LE" -> starts(0xFF, 0xFE);
                    case "UTF-16BE" -> starts(0xFE, 0xFF);
                    case "UTF-32LE" -> starts(0xFF, 0xFE, 0, 0);
                    case "UTF-32BE" -> starts(0, 0, 0xFE, 0xFF);
                    default -> false;
                };
        return marked ? "\uFEFF".getBytes(charset).length : 0;
    }

    private Found codePage() {
        boolean looksWestern = western * 100 >= highBytes * 98 && highInShortRuns * 100 >= highBytes * 90;
        boolean looksChinese =
                pairs > 0 && brokenPairs == 0 && commonPairs * 100 >= pairs * 85 && trailsBelowC0OrAboveDf;
        boolean looksCyrillic = cyrillic * 100 >= highBytes * 95 && highInLongRuns * 100 >= highBytes * 70;
        if (looksChinese && !looksWestern) {
            return guessed(GB18030);
        }
        if (looksWestern && !looksChinese) {
            return guessed(WINDOWS_1252);
        }
        if (looksCyrillic && !looksChinese && !looksWestern) {
            return guessed(WINDOWS_1251);
        }
        throw new Refused(
                mapped ? "encoding" : "file",
                "The file is not UTF-8, and its encoding cannot be told for certain. Save it as \"CSV UTF-8\""
                        + (mapped ? NAME_IT : "") + ".");
    }

    private static Found guessed(Charset charset) {
        return new Found(
                charset,
                0,
                charset.name() + ", guessed because it is not UTF-8; check a name with special letters, and if it is"
                        + " spoilt name the encoding in the mapping");
    }

    private void refuseOtherFormats() {
        if (starts('P', 'K', 3, 4)) {
            throw new Refused(
                    "file",
                    "This is an Excel workbook or another ZIP file, not CSV. In Excel choose Save As and \"CSV UTF-8\".");
        }
        if (starts(0xD0, 0xCF, 0x11, 0xE0)) {
            throw new Refused(
                    "file", "This is an old Excel workbook, not CSV. In Excel choose Save As and \"CSV UTF-8\".");
        }
        if (starts('%', 'P', 'D', 'F')) {
            throw new Refused("file", "This is a PDF document, not CSV.");
        }
    }

    private void refuseBinary() {
        if (zeros > 0 || controls * 1000 > length) {
            throw noText();
        }
    }

    static Refused noText() {
        return new Refused("file", "This is not a text file. Save the list as \"CSV UTF-8\" and upload that.");
    }

    private boolean starts(int... bytes) {
        return length >= bytes.length && IntStream.range(0, bytes.length).allMatch(i -> head[i] == bytes[i]);
    }

    private boolean completeUtf8() {
        return validUtf8 && continuationsLeft == 0;
    }

    /** Unicode 16, table 3-7: well-formed byte sequences. */
    private void utf8(int b) {
        if (!validUtf8) {
            return;
        }
        if (continuationsLeft > 0) {
            validUtf8 = b >= lowerBound && b <= upperBound;
            continuationsLeft--;
            lowerBound = 0x80;
            upperBound = 0xBF;
        } else if (b >= 0xC2 && b <= 0xDF) {
            continuationsLeft = 1;
        } else if (b >= 0xE0 && b <= 0xEF) {
            continuationsLeft = 2;
            lowerBound = b == 0xE0 ? 0xA0 : 0x80;
            upperBound = b == 0xED ? 0x9F : 0xBF;
        } else if (b >= 0xF0 && b <= 0xF4) {
            continuationsLeft = 3;
            lowerBound = b == 0xF0 ? 0x90 : 0x80;
            upperBound = b == 0xF4 ? 0x8F : 0xBF;
        } else {
            validUtf8 = b < 0x80;
        }
    }

    private void runs(int b) {
        if (b < 0x80) {
            endRun();
            return;
        }
        run++;
        highBytes++;
        if (WESTERN.contains(b)) {
            western++;
        }
        // Cyrillic letters, Ё ё and the signs « » № – — “ ” that Russian texts use
        if (b >= 0xC0 || b == 0xA8 || b == 0xB8 || b == 0xAB || b == 0xBB || b == 0xB9 || b >= 0x93 && b <= 0x97) {
            cyrillic++;
        }
    }

    private void endRun() {
        if (run == 1) {
            highInShortRuns++;
        } else if (run >= 3) {
            highInLongRuns += run;
        }
        run = 0;
    }

    /** GB2312 within GB18030: punctuation in rows A1 to A3, the 3,755 most common characters in rows B0 to D7. */
    private void pairs(int b) {
        if (lead == 0) {
            if (b >= 0x81 && b <= 0xFE) {
                lead = b;
            } else if (b >= 0x80) {
                brokenPairs++;
            }
            return;
        }
        if (b >= 0xA1 && b <= 0xFE) {
            pairs++;
            if (lead >= 0xB0 && lead <= 0xD7 || lead >= 0xA1 && lead <= 0xA3) {
                commonPairs++;
            }
            if (b < 0xC0 || b > 0xDF) {
                trailsBelowC0OrAboveDf = true;
            }
        } else if (b >= 0x40 && b != 0x7F) {
            // outside GB2312 yet valid: a rarer character
            pairs++;
        } else {
            brokenPairs++;
        }
        lead = 0;
    }
}
