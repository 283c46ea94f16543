package io.tradewind.notification;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A mail server that refuses addresses and hangs up as it is told; GreenMail is too polite for that. */
final class MoodyMailServer implements AutoCloseable {

    final AtomicInteger connections = new AtomicInteger();
    final List<String> taken = new CopyOnWriteArrayList<>();
    final List<String> commands = new CopyOnWriteArrayList<>();
    volatile String refusedAddress = "";
    volatile String refusal = "550 5.1.1 no such user";
    volatile boolean silentAfterData;
    volatile int mailsPerConnection = Integer.MAX_VALUE;

    private final ServerSocket socket;

    MoodyMailServer() {
        try {
            socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread thread = new Thread(this::serve, "moody-mail-server");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return socket.getLocalPort();
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket client = socket.accept()) {
                connections.incrementAndGet();
                talk(client);
            } catch (IOException e) {
                // the other side hung up, or the test is over
            }
        }
    }

    private void talk(Socket client) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
        PrintWriter out = new PrintWriter(client.getOutputStream(), true, StandardCharsets.UTF_8);
        int mails = 0;
        out.print("220 moody\r\n");
        out.flush();
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            commands.add(line);
            if (line.startsWith("EHLO")) {
                out.print("250 moody\r\n");
            } else if (line.startsWith("MAIL") && mails >= mailsPerConnection) {
                out.print("421 too many mails\r\n");
                out.flush();
                return;
            } else if (line.startsWith("RCPT") && !refusedAddress.isEmpty() && line.contains(refusedAddress)) {
                out.print(refusal + "\r\n");
            } else if (line.equals("DATA")) {
                out.print("354 go on\r\n");
                out.flush();
                StringBuilder mail = new StringBuilder();
                for (line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
                    mail.append(line).append('\n');
                }
                taken.add(mail.toString());
                if (silentAfterData) {
                    return;
                }
                mails++;
                out.print("250 taken\r\n");
            } else if (line.startsWith("QUIT")) {
                out.print("221 bye\r\n");
                out.flush();
                return;
            } else {
                out.print("250 ok\r\n");
            }
            out.flush();
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
