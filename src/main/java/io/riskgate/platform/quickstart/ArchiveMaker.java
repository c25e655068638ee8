package io.riskgate.platform.quickstart;

import io.riskgate.platform.PlatformSettings;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Once a service that was started from a copy of its jar is ready, has the archive of its classes
 * made for the next start: by a process of its own that takes only the processor time nobody else
 * wants, and ends with the service however that ends.
 */
@Component
@Profile("!command")
class ArchiveMaker implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(ArchiveMaker.class);

    private final boolean wanted;
    private volatile boolean ending;
    private volatile @Nullable IdleChild child;

    ArchiveMaker(PlatformSettings settings) {
        wanted = settings.quickStart();
    }

    @EventListener(ApplicationReadyEvent.class)
    void ready() {
        String plain = System.getProperty(QuickStart.PLAIN);
        String archive = System.getProperty(QuickStart.ARCHIVE);
        String classes = System.getProperty(QuickStart.CLASSES);
        if (plain != null) {
            log.info("Started from the packaged jar as it is: {}", plain);
        } else if (archive != null) {
            log.info("Started from the archive of classes {}", archive);
            aside(() -> removeOthers(Path.of(archive)));
        } else if (classes != null && wanted) {
            aside(() -> make(Path.of(classes)));
        }
    }

    private static void aside(Runnable work) {
        Thread.ofPlatform().name("class-archive").daemon().start(work);
    }

    private static void removeOthers(Path archive) {
        try {
            Copy.removeOthers(Objects.requireNonNull(archive.getParent()));
        } catch (IOException | UncheckedIOException e) {
            log.info("A copy of another jar stays: {}", e.toString());
        }
    }

    private void make(Path classes) {
        Path copy = Objects.requireNonNull(classes.getParent());
        Path made = classes.resolveSibling(classes.getFileName() + ".jsa");
        try {
            Copy.removeOthers(copy);
            Copy.seal(copy);
            ClassArchive archive = ClassArchive.ofThisMachine(copy);
            Path list = ClassList.of(classes).write();
            IdleChild making =
                    IdleChild.start(
                            archive.making(list, made), copy.resolve("archive.log"), () -> ending);
            child = making;
            int status = making.await();
            if (status == 0) {
                archive.take(made);
                log.info("The next start will be from the archive of classes {}", archive.file());
            } else if (!ending) {
                log.info("The archive of classes could not be made (exit status {})", status);
            }
        } catch (IOException | RuntimeException e) {
            log.info("The archive of classes could not be made: {}", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            removeLists(copy);
        }
    }

    private static void removeLists(Path copy) {
        try {
            ClassList.removeAll(copy);
        } catch (IOException e) {
            log.debug("a list of classes stays until the next archive is made", e);
        }
    }

    @Override
    public void destroy() {
        ending = true;
        IdleChild making = child;
        if (making != null) {
            making.end();
        }
    }
}
