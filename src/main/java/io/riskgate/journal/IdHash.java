package io.riskgate.journal;

import java.nio.charset.StandardCharsets;

/** Spreads ids over 64 bits. */
public final class IdHash {

    private IdHash() {}

    /*
     * FNV-1a in 64 bits, finished with the mixer of MurmurHash3 (fmix64): short ids that differ in one digit spread.
     */
    /** The same for the same id, on every machine. */
    public static long of(String id) {
        long hash = 0xcbf29ce484222325L;
        for (byte b : id.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ b & 0xff) * 0x100000001b3L;
        }
        hash = (hash ^ hash >>> 33) * 0xff51afd7ed558ccdL;
        hash = (hash ^ hash >>> 33) * 0xc4ceb9fe1a85ec53L;
        return hash ^ hash >>> 33;
    }
}
