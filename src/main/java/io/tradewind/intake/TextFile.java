package io.tradewind.intake;

import io.tradewind.engine.Refused;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;

/** The text of a small file that is read at once, in the encodings in which an import is read; nothing is guessed at. */
public final class TextFile {

    static final String LOST_LETTERS =
            "The sign \uFFFD stands where the program that saved the file could not write a letter:"
                    + " export the list anew as \"CSV UTF-8\".";

    private TextFile() {}

    /** @throws Refused naming the field {@code file}, if it is none or its encoding cannot be told */
    public static String read(byte[] file) {
        EncodingDetector detector = EncodingDetector.withoutMapping();
        detector.feed(file, file.length);
        EncodingDetector.Found found = detector.found();
        try {
            String text = found.charset()
                    .newDecoder()
                    .decode(ByteBuffer.wrap(file, found.bomLength(), file.length - found.bomLength()))
                    .toString();
            if (hasLostLetters(text)) {
                throw new Refused("file", "The file has lost letters. " + LOST_LETTERS);
            }
            return text;
        } catch (CharacterCodingException broken) {
            throw found.refused();
        }
    }

    /** Whether a program that could not write a letter has put the sign U+FFFD in its place. */
    public static boolean hasLostLetters(String text) {
        return text.indexOf('\uFFFD') >= 0;
    }
}
