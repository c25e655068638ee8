package io.riskgate.platform.security;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;

import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Everything that is logged while it is open, down to DEBUG, and written nowhere else. */
final class CapturedLog extends AppenderBase<ILoggingEvent> implements AutoCloseable {

    private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    private final Level before = root.getLevel();
    private final List<Appender<ILoggingEvent>> others = new ArrayList<>();
    private final Queue<String> lines = new ConcurrentLinkedQueue<>();

    private CapturedLog() {}

    static CapturedLog atDebug() {
        CapturedLog log = new CapturedLog();
        Iterator<Appender<ILoggingEvent>> appenders = log.root.iteratorForAppenders();
        appenders.forEachRemaining(log.others::add);
        log.others.forEach(log.root::detachAppender);
        log.setContext(log.root.getLoggerContext());
        log.start();
        log.root.addAppender(log);
        log.root.setLevel(Level.DEBUG);
        return log;
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    @Override
    protected void append(ILoggingEvent event) {
        IThrowableProxy failure = event.getThrowableProxy();
        lines.add(
                event.getFormattedMessage()
                        + event.getMDCPropertyMap()
                        + (failure == null ? "" : ThrowableProxyUtil.asString(failure)));
    }

    @Override
    public void close() {
        root.setLevel(before);
        root.detachAppender(this);
        others.forEach(root::addAppender);
        stop();
    }
}
