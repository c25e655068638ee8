package io.riskgate.gate;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Those who work with the guarded gate, by name, each with a key of a role. */
public final class People {

    /** Sends transactions. */
    public static final String SHOP = "rk_shop";

    /** Works cases. */
    public static final String ANA = "rk_ana";

    /** Works cases. */
    public static final String BEN = "rk_ben";

    /** Sets rules. */
    public static final String RITA = "rk_rita";

    /** Sets rules. */
    public static final String RAOUL = "rk_raoul";

    /** Reads all. */
    public static final String OTTO = "rk_otto";

    /** May do everything. */
    public static final String ROOT = "rk_root";

    /** The key of each role. */
    public static final Map<String, String> BY_ROLE =
            Map.of(
                    "payments", SHOP,
                    "analyst", ANA,
                    "risk-manager", RITA,
                    "auditor", OTTO,
                    "admin", ROOT);

    private People() {}

    static String keys() {
        Map<String, String> roles = new TreeMap<>(BY_ROLE);
        String others = "," + entry(BEN, "analyst") + "," + entry(RAOUL, "risk-manager");
        return roles.entrySet().stream()
                        .map(role -> entry(role.getValue(), role.getKey()))
                        .collect(Collectors.joining(","))
                + others;
    }

    private static String entry(String key, String role) {
        return key.substring("rk_".length()) + ":" + role + ":" + sha256(key);
    }

    private static String sha256(String key) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(key.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
