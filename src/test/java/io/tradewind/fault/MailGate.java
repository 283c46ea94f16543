package io.tradewind.fault;

import io.tradewind.support.Ports;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Stands before an honest mail server: takes it away, brings it back, and tells the sender what is not so. What the honest
 * one has, it has.
 */
final class MailGate implements Closeable {

    /** What becomes of one mail. */
    enum Lie {
        /** None: everything is passed on. */
        HONEST,
        /** The server has the mail, and the line breaks before its answer. */
        KEEPS_AND_HANGS_UP,
        /** The server has the mail, and its answer never comes. */
        KEEPS_AND_IS_SILENT,
        /** The line breaks after the last byte, and the server has thrown the mail away. */
        DROPS_AND_HANGS_UP,
        /** The server has the mail and says so late. */
        KEEPS_AND_IS_SLOW,
        /** The server has the mail and says so twice. */
        SAYS_IT_TWICE,
        /** "451 try again later" after the whole mail. */
        BUSY_AFTER_THE_MAIL,
        /** "552 no room" after the whole mail. */
        FULL_AFTER_THE_MAIL,
        /** "450 greylisted" to the recipient. */
        LATER_FOR_THIS_ONE,
        /** "550 no such user" to the recipient. */
        NEVER_FOR_THIS_ONE,
        /** "421 closing" instead of an answer to the sender's address. */
        CLOSES;

        /** After these nobody but the server knows whether it has the mail. */
        boolean unclear() {
            return this == KEEPS_AND_HANGS_UP || this == KEEPS_AND_IS_SILENT || this == DROPS_AND_HANGS_UP;
        }
    }

    private static final int SLOW_MILLIS = 700;

    private final int port = Ports.free();
    private final int serverPort;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger answersToLose = new AtomicInteger();
    private final Map<Lie, AtomicInteger> told = new ConcurrentSkipListMap<>();
    private final Queue<Long> windows = new ConcurrentLinkedQueue<>();
    private volatile Function<String, Lie> mood = recipient -> Lie.HONEST;
    private volatile Runnable beforeTheLastByte = () -> {};
    private volatile @Nullable ServerSocket door;

    MailGate(int serverPort) {
        this.serverPort = serverPort;
    }

    int port() {
        return port;
    }

    void up() {
        try {
            ServerSocket listening = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
            door = listening;
            thread(() -> {
                while (true) {
                    Socket client = listening.accept();
                    open.add(client);
                    thread(() -> {
                        try (Conversation conversation = new Conversation(client)) {
                            conversation.go();
                        }
                    });
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Nobody answers, and conversations break off. */
    void down() {
        quietly(door);
        open.forEach(MailGate::quietly);
        open.clear();
    }

    /** From now on, by the recipient's line. */
    void lie(Function<String, Lie> toTell) {
        mood = toTell;
    }

    /** After the next mail the line breaks: the server has it, the sender gets no answer. */
    void loseAnswers(int mails) {
        answersToLose.set(mails);
    }

    /** Called with the whole mail in hand, before the server gets its end. */
    void beforeTheLastByte(Runnable work) {
        beforeTheLastByte = work;
    }

    /** How often which lie was told. */
    Map<Lie, AtomicInteger> told() {
        return told;
    }

    /** After how many mails nobody could know. */
    int unclear() {
        return told.entrySet().stream()
                .filter(lie -> lie.getKey().unclear())
                .mapToInt(lie -> lie.getValue().get())
                .sum();
    }

    /**
     * How long it took from our "250" to the next word of the sender, in milliseconds, from short to long: it speaks only
     * after its commit, so these are the moments in which it cannot know after a death that the mail was taken.
     */
    List<Double> windows() {
        return windows.stream().sorted().map(nanos -> nanos / 1e6).toList();
    }

    @Override
    public void close() {
        down();
    }

    private Lie told(Lie lie) {
        told.computeIfAbsent(lie, first -> new AtomicInteger()).incrementAndGet();
        return lie;
    }

    private final class Conversation implements Closeable {

        private final Socket client;
        private final InputStream from;
        private final OutputStream to;
        private Socket server;
        private InputStream answers;
        private Lie lie = Lie.HONEST;
        private long takenAt;

        Conversation(Socket client) throws IOException {
            this.client = client;
            this.from = new BufferedInputStream(client.getInputStream());
            this.to = client.getOutputStream();
            this.server = call();
            this.answers = new BufferedInputStream(server.getInputStream());
        }

        private Socket call() throws IOException {
            Socket called = new Socket(InetAddress.getLoopbackAddress(), serverPort);
            open.add(called);
            return called;
        }

        void go() throws IOException {
            say(answer());
            while (true) {
                String line = line(from);
                if (takenAt != 0) {
                    windows.add(System.nanoTime() - takenAt);
                    takenAt = 0;
                }
                String command = line.toUpperCase(Locale.ROOT);
                if (command.startsWith("RCPT")) {
                    lie = mood.apply(line);
                    if (answersToLose.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                        lie = Lie.KEEPS_AND_HANGS_UP;
                    }
                    if (lie == Lie.LATER_FOR_THIS_ONE || lie == Lie.NEVER_FOR_THIS_ONE) {
                        say(told(lie) == Lie.LATER_FOR_THIS_ONE ? "450 4.2.0 greylisted" : "550 5.1.1 no such user");
                        continue;
                    }
                    if (told(lie) == Lie.CLOSES) {
                        say("421 4.3.2 closing");
                        return;
                    }
                }
                pass(line);
                String answer = answer();
                say(answer);
                if (command.startsWith("QUIT")) {
                    return;
                }
                if (command.startsWith("DATA") && answer.startsWith("354") && !mail()) {
                    return;
                }
            }
        }

        /** @return whether the conversation goes on */
        private boolean mail() throws IOException {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            String line;
            for (line = line(from); !line.equals("."); line = line(from)) {
                all.write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            }
            server.getOutputStream().write(all.toByteArray());
            beforeTheLastByte.run();
            if (lie == Lie.DROPS_AND_HANGS_UP) {
                return false;
            }
            if (lie == Lie.BUSY_AFTER_THE_MAIL || lie == Lie.FULL_AFTER_THE_MAIL) {
                forget();
                say(lie == Lie.BUSY_AFTER_THE_MAIL ? "451 4.3.0 try again later" : "552 5.2.2 no room");
                return true;
            }
            pass(line);
            String answer = answer();
            if (lie == Lie.KEEPS_AND_HANGS_UP) {
                return false;
            }
            if (lie == Lie.KEEPS_AND_IS_SILENT) {
                return from.read() >= 0; // until the sender has lost its patience
            }
            if (lie == Lie.KEEPS_AND_IS_SLOW) {
                pause();
            }
            takenAt = System.nanoTime();
            say(lie == Lie.SAYS_IT_TWICE ? answer + "\r\n" + answer : answer);
            return true;
        }

        /** Another conversation with the server, which forgets the mail of the broken one. */
        private void forget() throws IOException {
            server.close();
            server = call();
            answers = new BufferedInputStream(server.getInputStream());
            answer();
            pass("EHLO gate");
            answer();
        }

        private void pass(String line) throws IOException {
            server.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        }

        private void say(String line) throws IOException {
            to.write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            to.flush();
        }

        /** All lines of it. */
        private String answer() throws IOException {
            StringBuilder whole = new StringBuilder();
            String line = line(answers);
            while (line.length() > 3 && line.charAt(3) == '-') {
                whole.append(line).append("\r\n");
                line = line(answers);
            }
            return whole.append(line).toString();
        }

        @Override
        public void close() throws IOException {
            client.close();
            server.close();
        }
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int read = in.read(); read != '\n'; read = in.read()) {
            if (read < 0) {
                throw new EOFException();
            }
            if (read != '\r') {
                line.write(read);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    /** The server's slowness itself. */
    private static void pause() {
        try {
            Thread.sleep(SLOW_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void thread(Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException closed) {
                        // the end of the line
                    }
                },
                "mail-gate");
        thread.setDaemon(true);
        thread.start();
    }

    private static void quietly(@Nullable Closeable closeable) {
        if (closeable != null) {
            try {
                closeable.close();
            } catch (IOException e) {
                // closed is closed
            }
        }
    }
}
