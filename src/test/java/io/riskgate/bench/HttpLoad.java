package io.riskgate.bench;

import org.HdrHistogram.Histogram;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Sends JSON over a number of kept connections and times the answers, on one thread. */
final class HttpLoad implements AutoCloseable {

    /*
     * A client on the machine it measures takes from what it measures, so it does as little as it can: no thread a
     * connection, no parsing but the end of the answer and its status. An answer is timed from the moment its request was
     * due, not from the moment a connection was free for it, so that a stall counts for all it holds up. Tomcat closes a
     * connection after a 503; the next request opens it again.
     */
    private static final long FOREVER = Long.MAX_VALUE;
    private static final long MILLISECOND = 1_000_000;
    private static final long OFTEN = 150_000;
    private static final int OK = 200;

    private final Selector selector = Selector.open();
    private final List<Exchange> exchanges = new ArrayList<>();
    private final Deque<Exchange> free = new ArrayDeque<>();
    private final InetSocketAddress address;
    private final byte[] head;

    HttpLoad(int port, String key, int connections) throws IOException {
        this.head =
                ("POST /v1/decisions HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                                + key
                                + "\r\nContent-Type: application/json\r\nContent-Length: ")
                        .getBytes(StandardCharsets.US_ASCII);
        this.address = new InetSocketAddress("127.0.0.1", port);
        for (int i = 0; i < connections; i++) {
            Exchange exchange = new Exchange();
            exchanges.add(exchange);
            free.add(exchange);
        }
    }

    /** As fast as the answers come, each connection with one request at a time. */
    Result closed(Iterator<byte[]> bodies, Duration length) throws IOException {
        return run(bodies, length, 0);
    }

    /** At this many a second, whatever the answers do. */
    Result open(Iterator<byte[]> bodies, Duration length, double rate) throws IOException {
        return run(bodies, length, rate);
    }

    private Result run(Iterator<byte[]> bodies, Duration length, double rate) throws IOException {
        Result result = new Result();
        long begin = System.nanoTime();
        long end = begin + length.toNanos();
        long sent = 0;
        while (bodies.hasNext()) {
            long due = rate > 0 ? begin + (long) (sent * 1e9 / rate) : System.nanoTime();
            if (due > end) {
                break;
            }
            while (free.isEmpty() || System.nanoTime() < due) {
                receive(result, free.isEmpty() ? FOREVER : due);
            }
            free.removeFirst().send(bodies.next(), due);
            sent++;
        }
        while (free.size() < exchanges.size()) {
            receive(result, FOREVER);
        }
        result.nanos = System.nanoTime() - begin;
        return result;
    }

    /*
     * A selector waits in whole milliseconds. What is due sooner is looked for every so often: not all the time, which would
     * take one of the processors from what is measured.
     */
    private void receive(Result result, long until) throws IOException {
        long left = until == FOREVER ? FOREVER : until - System.nanoTime();
        if (left >= MILLISECOND) {
            selector.select(left == FOREVER ? 1_000 : left / MILLISECOND);
        } else {
            LockSupport.parkNanos(Math.min(left, OFTEN));
            selector.selectNow();
        }
        for (SelectionKey key : selector.selectedKeys()) {
            Exchange exchange = (Exchange) key.attachment();
            if (exchange.isAnswered()) {
                result.add(exchange);
                free.addLast(exchange);
            }
        }
        selector.selectedKeys().clear();
    }

    @Override
    public void close() throws IOException {
        for (Exchange exchange : exchanges) {
            exchange.channel.close();
        }
        selector.close();
    }

    /** One connection and what goes over it. */
    private final class Exchange {

        private static final byte[] END_OF_HEAD = {'\r', '\n', '\r', '\n'};

        private SocketChannel channel;
        private final ByteBuffer out = ByteBuffer.allocateDirect(1 << 16);
        private final byte[] in = new byte[1 << 16];
        private final ByteBuffer received = ByteBuffer.wrap(in);
        private long due;
        private boolean waiting;

        Exchange() throws IOException {
            channel = connected();
        }

        private SocketChannel connected() throws IOException {
            SocketChannel opened = SocketChannel.open(address);
            opened.setOption(StandardSocketOptions.TCP_NODELAY, true);
            opened.configureBlocking(false);
            opened.register(selector, SelectionKey.OP_READ, this);
            return opened;
        }

        private void reconnect() throws IOException {
            channel.close();
            channel = connected();
        }

        void send(byte[] body, long dueNanos) throws IOException {
            due = dueNanos;
            waiting = true;
            received.clear();
            out.clear();
            out.put(head).put(Integer.toString(body.length).getBytes(StandardCharsets.US_ASCII));
            out.put(END_OF_HEAD).put(body).flip();
            while (out.hasRemaining()) {
                channel.write(out);
            }
        }

        /** Whether what it waited for is here, or never will be because the server hung up. */
        boolean isAnswered() throws IOException {
            if (channel.read(received) < 0) {
                reconnect();
                boolean unanswered = waiting;
                waiting = false;
                if (unanswered) {
                    received.clear();
                }
                return unanswered;
            }
            if (waiting && isWhole()) {
                waiting = false;
                if (status() != OK && contains("Connection: close")) {
                    reconnect();
                }
                return true;
            }
            return false;
        }

        private boolean isWhole() {
            int head = indexOf(END_OF_HEAD, 0);
            if (head < 0) {
                return false;
            }
            int length = contentLength(head);
            return length >= 0
                    ? received.position() >= head + END_OF_HEAD.length + length
                    : endsWith("0\r\n\r\n");
        }

        private boolean contains(String text) {
            return indexOf(text.getBytes(StandardCharsets.US_ASCII), 0) >= 0;
        }

        private int contentLength(int head) {
            int at = indexOf("ontent-Length: ".getBytes(StandardCharsets.US_ASCII), 0);
            return at < 0 || at > head ? -1 : number(at + "ontent-Length: ".length());
        }

        private boolean endsWith(String text) {
            int from = received.position() - text.length();
            for (int i = 0; i < text.length(); i++) {
                if (in[from + i] != text.charAt(i)) {
                    return false;
                }
            }
            return true;
        }

        /** The status of the answer, 0 where there is none. */
        int status() {
            return received.position() == 0 ? 0 : number("HTTP/1.1 ".length());
        }

        /** The number of a field of the answer, -1 where it has none. */
        int field(String name) {
            int at = indexOf(('"' + name + "\":").getBytes(StandardCharsets.US_ASCII), 0);
            return at < 0 ? -1 : number(at + name.length() + 3);
        }

        private int number(int from) {
            int value = 0;
            for (int at = from; in[at] >= '0' && in[at] <= '9'; at++) {
                value = value * 10 + in[at] - '0';
            }
            return value;
        }

        private int indexOf(byte[] what, int from) {
            int last = received.position() - what.length;
            for (int at = from; at <= last; at++) {
                int same = 0;
                while (same < what.length && in[at + same] == what[same]) {
                    same++;
                }
                if (same == what.length) {
                    return at;
                }
            }
            return -1;
        }
    }

    /** How it went. */
    static final class Result {

        private static final int BUDGET_MICROS = 25_000;

        final Histogram micros = new Histogram(60_000_000L, 3);
        long answered;
        long failed;
        long withinBudget;
        long nanos;

        private void add(Exchange exchange) {
            micros.recordValue(Math.min(60_000_000L, (System.nanoTime() - exchange.due) / 1_000));
            answered++;
            failed += exchange.status() == OK ? 0 : 1;
            int features = exchange.field("featuresMicros");
            int deciding =
                    features + exchange.field("scoringMicros") + exchange.field("policyMicros");
            withinBudget += features >= 0 && deciding <= BUDGET_MICROS ? 1 : 0;
        }

        double perSecond() {
            return answered / (nanos / 1e9);
        }

        double millis(double percentile) {
            return micros.getValueAtPercentile(percentile) / 1e3;
        }
    }
}
