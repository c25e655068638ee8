package io.riskgate.ingest;

/** Which API keys may have transactions decided. */
public interface DecidingKeys {

    /**
     * Whether a call with this key may go on; it then counts towards what the key may ask for.
     *
     * @param secret as the caller sent it
     * @return false where the key is unknown, has another role, or has called too often
     */
    boolean admit(String secret);
}
