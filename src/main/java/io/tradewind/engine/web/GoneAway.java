package io.tradewind.engine.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import org.apache.catalina.connector.ClientAbortException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Who asks the engine and goes away in the middle of the answer is no failure: the rest is written to nobody. The engine's
 * REST layer would write its inside into the log twice, and nothing that it offers keeps it from that.
 */
class GoneAway extends OncePerRequestFilter {

    private static final Logger log = LoggerFactory.getLogger(GoneAway.class);

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(request, new HttpServletResponseWrapper(response) {

            @Override
            public ServletOutputStream getOutputStream() throws IOException {
                return new WhileSomebodyReads(super.getOutputStream());
            }

            @Override
            public void flushBuffer() throws IOException {
                whileSomebodyReads(super::flushBuffer);
            }
        });
    }

    @FunctionalInterface
    private interface Writing {
        void write() throws IOException;
    }

    private static void whileSomebodyReads(Writing writing) throws IOException {
        try {
            writing.write();
        } catch (ClientAbortException gone) {
            log.debug("Who asked the engine has gone away", gone);
        }
    }

    private static final class WhileSomebodyReads extends ServletOutputStream {

        private final ServletOutputStream out;

        private WhileSomebodyReads(ServletOutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int value) throws IOException {
            whileSomebodyReads(() -> out.write(value));
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            whileSomebodyReads(() -> out.write(bytes, from, length));
        }

        @Override
        public void flush() throws IOException {
            whileSomebodyReads(out::flush);
        }

        @Override
        public void close() throws IOException {
            whileSomebodyReads(out::close);
        }

        @Override
        public boolean isReady() {
            return out.isReady();
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            out.setWriteListener(listener);
        }
    }
}
