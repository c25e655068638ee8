package io.riskgate.platform.launch;

/**
 * Ends this process, as hard as its parent was ended, when the parent that relaunched it is gone: a
 * killed service must not go on unseen.
 */
final class ParentWatch {

    static final String PROPERTY = "riskgate.launcher";

    private static final long PAUSE_MILLIS = 200;
    private static final int KILLED = 137;

    private ParentWatch() {}

    static void start() {
        Long parent = Long.getLong(PROPERTY);
        if (parent == null) {
            return;
        }
        Thread watch = new Thread(() -> await(parent), "parent-watch");
        watch.setDaemon(true);
        watch.start();
    }

    private static void await(long parent) {
        try {
            while (ProcessHandle.current().parent().map(ProcessHandle::pid).orElse(0L) == parent) {
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            return;
        }
        Runtime.getRuntime().halt(KILLED);
    }
}
