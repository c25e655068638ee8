package io.riskgate.platform.embedded;

/** A service that Riskgate stands on: its own child process, or somebody else's. */
interface Foundation {

    /** Whether it is a child process of ours. */
    boolean isEmbedded();

    /** Begins to start it, where it is ours and not begun, and returns at once. */
    void begin();

    /**
     * Waits until it serves.
     *
     * @throws io.riskgate.platform.RefusedStartException where it does not come to serve
     */
    void await();

    /** Ends it, where it is ours. */
    void end();

    /** Somebody else's, found to serve by a check that waits. */
    static Foundation external(Runnable check) {
        return new Foundation() {
            @Override
            public boolean isEmbedded() {
                return false;
            }

            @Override
            public void begin() {
                // others start it
            }

            @Override
            public void await() {
                check.run();
            }

            @Override
            public void end() {
                // others end it
            }
        };
    }
}
