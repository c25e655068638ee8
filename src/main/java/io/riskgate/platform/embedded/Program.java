package io.riskgate.platform.embedded;

/** A service that runs as a child process. */
interface Program {

    /** What operators call it. */
    String name();

    /**
     * Starts it and returns once it serves.
     *
     * @throws io.riskgate.platform.RefusedStartException where it does not come to serve
     */
    Process start();

    /** Ends it cleanly, or by force where it does not end in time. */
    void stop(Process running);
}
