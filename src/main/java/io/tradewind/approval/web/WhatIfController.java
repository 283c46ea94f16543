package io.tradewind.approval.web;

import io.tradewind.approval.Replay;
import io.tradewind.approval.WhatIf;
import io.tradewind.engine.Acting;
import io.tradewind.engine.Refused;
import io.tradewind.intake.TextFile;
import io.tradewind.organization.Roles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** {@code POST /api/what-if}: closed deals through a changed decision table. */
@RestController
class WhatIfController {

    /** Who changes tables, and who answers for what they decide. */
    static final Set<String> MAY_TRY = Set.of(Roles.PROCESS_OWNER, Roles.SALES_DIRECTOR, Roles.GENERAL_MANAGER);

    /** What a file says of itself in its first line. */
    private static final Pattern ENCODING =
            Pattern.compile("\\uFEFF?<\\?xml\\s[^>]*?encoding\\s*=\\s*[\"']([^\"']*)[\"']");

    /** The sign of a lost letter, as a program writes it that writes signs by number. */
    private static final Pattern LOST_LETTER = Pattern.compile("&#(?:x0*fffd|0*65533);", Pattern.CASE_INSENSITIVE);

    private final WhatIf whatIf;
    private final Acting acting;

    WhatIfController(WhatIf whatIf, Acting acting) {
        this.whatIf = whatIf;
        this.acting = acting;
    }

    @PostMapping(path = "/api/what-if", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    Replay file(
            @RequestParam(name = "file", required = false) @Nullable MultipartFile file,
            @RequestParam(name = "from", required = false) @Nullable String from,
            @RequestParam(name = "to", required = false) @Nullable String to) {
        return replay(text(file), from, to);
    }

    @PostMapping(
            path = "/api/what-if",
            consumes = {MediaType.APPLICATION_XML_VALUE, MediaType.TEXT_XML_VALUE})
    Replay xml(
            @RequestBody(required = false) byte @Nullable [] dmn,
            @RequestParam(name = "from", required = false) @Nullable String from,
            @RequestParam(name = "to", required = false) @Nullable String to) {
        return replay(dmn == null ? "" : text(dmn), from, to);
    }

    Replay replay(String dmn, @Nullable String from, @Nullable String to) {
        if (MAY_TRY.stream().noneMatch(acting::inGroup)) {
            throw new AccessDeniedException("Process owners and directors try tables out.");
        }
        return whatIf.replay(dmn, day("from", from), day("to", to));
    }

    static String text(@Nullable MultipartFile file) {
        if (file == null || file.isEmpty()) {
            throw new Refused("file", "Choose the DMN file with the changed table.");
        }
        try {
            return text(file.getBytes());
        } catch (IOException broken) {
            throw new Refused("file", "The file could not be received whole; send it again.");
        }
    }

    /** A letter read as another would compare with no customer and no region. */
    private static String text(byte[] dmn) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(dmn))
                    .toString();
        } catch (CharacterCodingException e) {
            throw notUtf8();
        }
        Matcher said = ENCODING.matcher(text);
        if (said.lookingAt() && !said.group(1).equalsIgnoreCase("UTF-8") && text.length() < dmn.length) {
            throw notUtf8();
        }
        if (TextFile.hasLostLetters(text) || LOST_LETTER.matcher(text).find()) {
            throw new Refused(
                    "file",
                    "The table has lost letters: the sign \uFFFD stands where the program that saved it could not write one."
                            + " Open it in Camunda Modeler, write them anew and save it.");
        }
        return text;
    }

    private static Refused notUtf8() {
        return new Refused(
                "file",
                "The file is not in UTF-8, or says that it is in another encoding. Open it in Camunda Modeler and save it:"
                        + " that writes UTF-8.");
    }

    private static @Nullable LocalDate day(String field, @Nullable String given) {
        if (given == null || given.isBlank()) {
            return null;
        }
        try {
            LocalDate day = LocalDate.parse(given.strip());
            if (day.getYear() < 1900 || day.getYear() > 9999) {
                throw new Refused(field, "'" + given + "' is no day of business; give one like 2017-12-31.");
            }
            return day;
        } catch (DateTimeParseException noDay) {
            throw new Refused(field, "'" + given + "' is no day; give one like 2017-12-31.");
        }
    }
}
