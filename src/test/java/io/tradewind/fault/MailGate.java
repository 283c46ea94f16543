package io.tradewind.fault;

import io.tradewind.support.Ports;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Stands before the mail server: takes it away, brings it back, and loses its answer after a mail was taken in. */
final class MailGate implements Closeable {

    private static final String END_OF_MAIL = "\r\n.\r\n";

    private final int port = Ports.free();
    private final int serverPort;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger answersToLose = new AtomicInteger();
    private final AtomicInteger answersLost = new AtomicInteger();
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
                    connect(listening.accept());
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

    /** After the next mail the line breaks: the server has it, the sender gets no answer. */
    void loseAnswers(int mails) {
        answersToLose.set(mails);
    }

    /** How many were really lost. */
    int answersLost() {
        return answersLost.get();
    }

    private void connect(Socket client) throws IOException {
        Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
        open.add(client);
        open.add(server);
        Conversation conversation = new Conversation(client, server);
        thread(conversation::pass);
        thread(conversation::answer);
    }

    @Override
    public void close() {
        down();
    }

    private final class Conversation {

        private final Socket client;
        private final Socket server;
        private volatile boolean mailEnds;

        Conversation(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        void pass() throws IOException {
            try (client;
                    server) {
                copy(client.getInputStream(), server.getOutputStream());
            }
        }

        private void copy(InputStream from, OutputStream to) throws IOException {
            byte[] bytes = new byte[8192];
            String tail = "";
            for (int read = from.read(bytes); read >= 0; read = from.read(bytes)) {
                tail += new String(bytes, 0, read, StandardCharsets.ISO_8859_1);
                mailEnds = tail.endsWith(END_OF_MAIL);
                tail = tail.substring(Math.max(0, tail.length() - END_OF_MAIL.length()));
                to.write(bytes, 0, read);
                to.flush();
            }
        }

        void answer() throws IOException {
            try (client;
                    server) {
                InputStream from = server.getInputStream();
                OutputStream to = client.getOutputStream();
                byte[] bytes = new byte[8192];
                for (int read = from.read(bytes); read >= 0; read = from.read(bytes)) {
                    if (mailEnds && answersToLose.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                        answersLost.incrementAndGet();
                        return;
                    }
                    to.write(bytes, 0, read);
                    to.flush();
                }
            }
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
