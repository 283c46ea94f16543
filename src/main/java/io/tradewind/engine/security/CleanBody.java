package io.tradewind.engine.security;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.tradewind.engine.Texts;
import io.tradewind.engine.web.Asked;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses JSON whose texts no database can keep, and JSON nested so deep, or with numbers so long, that only an attacker
 * sends it. What is no JSON at all is left to whoever reads it; what a task's form
 * sends is judged by the form's own rules, with the field's label.
 */
class CleanBody extends OncePerRequestFilter {

    private static final int LONGEST_BODY = (int) BodyLimit.MOST;

    private final JsonFactory json = new JsonFactory();

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String type = request.getContentType();
        return type == null || !type.toLowerCase(Locale.ROOT).contains("json");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        byte[] body = request.getInputStream().readNBytes(LONGEST_BODY + 1);
        if (body.length > LONGEST_BODY) {
            response.sendError(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
            return;
        }
        boolean ofForm = Paths.of(request).endsWith("/submit-form");
        Optional<String> dirty;
        try {
            dirty = dirtyField(body, ofForm);
        } catch (StreamConstraintsException tooMuch) {
            DirtyText.refuseBody(response);
            return;
        }
        if (dirty.isPresent()) {
            DirtyText.refuse(request, response, dirty.get());
        } else {
            Asked.remember(request, body);
            chain.doFilter(new Again(request, body), response);
        }
    }

    private Optional<String> dirtyField(byte[] body, boolean ofForm) throws StreamConstraintsException {
        try (JsonParser parser = json.createParser(body)) {
            String field = "body";
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.FIELD_NAME) {
                    field = parser.getText();
                }
                if (!ofForm
                        && (token == JsonToken.FIELD_NAME || token == JsonToken.VALUE_STRING)
                        && !Texts.clean(parser.getText())) {
                    return Optional.of(field);
                }
            }
        } catch (StreamConstraintsException tooMuch) {
            throw tooMuch;
        } catch (IOException noJson) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    /** The request with its body unread. */
    private static final class Again extends HttpServletRequestWrapper {

        private final byte[] body;

        Again(HttpServletRequest request, byte[] body) {
            super(request);
            this.body = body;
        }

        @Override
        public ServletInputStream getInputStream() {
            return new Body(new ByteArrayInputStream(body));
        }

        @Override
        public BufferedReader getReader() {
            Charset charset =
                    getCharacterEncoding() == null ? StandardCharsets.UTF_8 : Charset.forName(getCharacterEncoding());
            return new BufferedReader(new InputStreamReader(getInputStream(), charset));
        }
    }

    private static final class Body extends ServletInputStream {

        private final ByteArrayInputStream bytes;

        Body(ByteArrayInputStream bytes) {
            this.bytes = bytes;
        }

        @Override
        public int read() {
            return bytes.read();
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            return bytes.read(target, offset, length);
        }

        @Override
        public boolean isFinished() {
            return bytes.available() == 0;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new UnsupportedOperationException("The body is there already");
        }
    }
}
