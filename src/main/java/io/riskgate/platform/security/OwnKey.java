package io.riskgate.platform.security;

import java.util.function.Consumer;

/**
 * Lets the service call itself: a key that is made for it and is in force no longer than it is
 * used.
 */
public interface OwnKey {

    /** Gives a user the secret of a key with the role {@code payments}; it is void afterwards. */
    void whileLent(Consumer<String> user);
}
