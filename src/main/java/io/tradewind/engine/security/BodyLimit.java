package io.tradewind.engine.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses bodies that nobody needs before anybody reads them into memory. Our own files come as multipart, which has a limit
 * of its own and goes to the disk; the engine reads multipart into memory too.
 */
class BodyLimit extends OncePerRequestFilter {

    static final long MOST = 10L * 1024 * 1024;

    private static final Pattern ENGINE = Pattern.compile("/(engine-rest|camunda)/.*", Pattern.DOTALL);

    /** Has another limit, and words for it (DeploymentSize). */
    private static final Pattern DEPLOYMENT = Pattern.compile(".*/deployment/create/*", Pattern.DOTALL);

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String path = Paths.of(request);
        return isMultipart(request)
                && (!ENGINE.matcher(path).matches()
                        || request.getMethod().equals("POST")
                                && DEPLOYMENT.matcher(path).matches());
    }

    private static boolean isMultipart(HttpServletRequest request) {
        String type = request.getContentType();
        return type != null && type.toLowerCase(Locale.ROOT).startsWith("multipart/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getContentLengthLong() > MOST) {
            response.setStatus(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
            return;
        }
        if (isMultipart(request) && request.getContentLengthLong() < 0) {
            response.setStatus(HttpServletResponse.SC_LENGTH_REQUIRED);
            return;
        }
        chain.doFilter(request.getContentLengthLong() < 0 ? new Bounded(request) : request, response);
    }

    /** A body that does not say how long it is. */
    private static final class Bounded extends HttpServletRequestWrapper {

        Bounded(HttpServletRequest request) {
            super(request);
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            ServletInputStream body = super.getInputStream();
            return new ServletInputStream() {
                private long read;

                @Override
                public int read() throws IOException {
                    int one = body.read();
                    count(one < 0 ? 0 : 1);
                    return one;
                }

                @Override
                public int read(byte[] target, int offset, int length) throws IOException {
                    int several = body.read(target, offset, length);
                    count(Math.max(several, 0));
                    return several;
                }

                private void count(int more) throws IOException {
                    read += more;
                    if (read > MOST + 1) {
                        throw new IOException("The body is too long");
                    }
                }

                @Override
                public boolean isFinished() {
                    return body.isFinished();
                }

                @Override
                public boolean isReady() {
                    return body.isReady();
                }

                @Override
                public void setReadListener(ReadListener listener) {
                    body.setReadListener(listener);
                }
            };
        }
    }
}
