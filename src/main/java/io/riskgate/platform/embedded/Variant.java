package io.riskgate.platform.embedded;

import io.riskgate.platform.RefusedStartException;

/** What this build carries: an image for production leaves the embedded services out. */
final class Variant {

    private Variant() {}

    /**
     * Makes sure that an embedded service can be started from this build.
     *
     * @param part a resource that is there where the service is
     * @param setting the variable that leads to a service of somebody else's
     * @throws RefusedStartException where the build is without it
     */
    static void require(String part, String service, String setting) {
        if (Variant.class.getClassLoader().getResource(part) == null) {
            throw new RefusedStartException(
                    "This build of Riskgate has no embedded "
                            + service
                            + ": set "
                            + setting
                            + " to one that runs.");
        }
    }
}
