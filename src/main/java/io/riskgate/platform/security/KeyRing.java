package io.riskgate.platform.security;

import io.riskgate.platform.RefusedStartException;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Every key in force, in memory: a call never waits for the database. Keys that are created or
 * revoked, here or on another replica, count within one refresh.
 */
@Component
@ConditionalOnWebApplication
class KeyRing implements OwnKey, SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(KeyRing.class);
    private static final int OWN_KEY_BYTES = 32;
    private static final List<ApiKey> DEVELOPMENT =
            List.of(
                    development("rk_dev_payments", Role.PAYMENTS),
                    development("rk_dev_analyst", Role.ANALYST),
                    development("rk_dev_admin", Role.ADMIN));

    private final StoredKeys stored;
    private final SecuritySettings settings;
    private final Clock clock;
    private final List<ApiKey> fixed;
    private final Map<UUID, Instant> used = new ConcurrentHashMap<>();
    private volatile Map<Digest, ApiKey> inForce = Map.of();
    private volatile @Nullable ApiKey lent;
    private volatile @Nullable Thread refresher;

    KeyRing(StoredKeys stored, SecuritySettings settings, Environment environment, Clock clock) {
        this.stored = stored;
        this.settings = settings;
        this.clock = clock;
        List<ApiKey> configured = ConfiguredKeys.read(settings.keys());
        boolean embedded =
                environment.getProperty("riskgate.platform.embedded", Boolean.class, false);
        boolean development = configured.isEmpty() && embedded && !stored.everCreated();
        if (development) {
            requireLoopback(environment.getProperty("server.address", "0.0.0.0"));
            log.warn(
                    "Development keys are in force, for this machine only: rk_dev_payments,"
                            + " rk_dev_analyst, rk_dev_admin. They end with the start after a key"
                            + " is configured (RISKGATE_SECURITY_KEYS) or created"
                            + " (POST /admin/v1/keys).");
        }
        this.fixed = development ? DEVELOPMENT : configured;
        refresh();
        if (inForce.isEmpty()) {
            throw new RefusedStartException(
                    "No key is configured: set RISKGATE_SECURITY_KEYS=NAME:ROLE:SHA256HEX, where"
                            + " the last part is the SHA-256 of a key of your making that begins"
                            + " with rk_.");
        }
    }

    /** The key with this secret, or null where none in force has it. */
    @Nullable ApiKey find(String secret) {
        Digest digest = Digest.ofSecret(secret);
        ApiKey key = inForce.get(digest);
        if (key == null) {
            return lent(digest);
        }
        if (key.id() != null) {
            used.put(key.id(), clock.instant());
        }
        return key;
    }

    private @Nullable ApiKey lent(Digest digest) {
        ApiKey own = lent;
        return own != null && own.digest().equals(digest) ? own : null;
    }

    /** Whether a key of the configuration has this name. */
    boolean isFixed(String name) {
        return fixed.stream().anyMatch(key -> key.name().equals(name));
    }

    /** Reads the stored keys again; what is created or revoked before counts afterwards. */
    final void refresh() {
        Map<Digest, ApiKey> keys = new HashMap<>();
        stored.inForce().forEach(key -> keys.put(key.digest(), key));
        fixed.forEach(key -> keys.put(key.digest(), key));
        inForce = Map.copyOf(keys);
    }

    @Override
    public void whileLent(Consumer<String> user) {
        byte[] random = new byte[OWN_KEY_BYTES];
        new SecureRandom().nextBytes(random);
        String secret = "rk_own_" + HexFormat.of().formatHex(random);
        lent = new ApiKey(null, "riskgate", Role.PAYMENTS, Digest.ofSecret(secret), 0);
        try {
            user.accept(secret);
        } finally {
            lent = null;
        }
    }

    @Override
    public void start() {
        refresher = Thread.ofVirtual().name("key-refresh").start(this::refreshOn);
    }

    @Override
    public void stop() {
        Thread running = refresher;
        refresher = null;
        if (running != null) {
            running.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return refresher != null;
    }

    private void refreshOn() {
        while (!Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(settings.refresh().toNanos());
            try {
                refresh();
                flushUses();
            } catch (RuntimeException e) {
                log.debug("The keys could not be read again; those known stay in force", e);
            }
        }
    }

    private void flushUses() {
        Map<UUID, Instant> times = Map.copyOf(used);
        times.forEach(used::remove);
        stored.used(times);
    }

    private static ApiKey development(String secret, Role role) {
        return new ApiKey(null, "dev-" + role.label(), role, Digest.ofSecret(secret), null);
    }

    private static void requireLoopback(String address) {
        try {
            if (InetAddress.getByName(address).isLoopbackAddress()) {
                return;
            }
        } catch (UnknownHostException e) {
            log.debug("The server's address is unknown", e);
        }
        throw new RefusedStartException(
                "SERVER_ADDRESS opens the service to other machines while only the development keys"
                        + " exist: set RISKGATE_SECURITY_KEYS=NAME:ROLE:SHA256HEX, or leave"
                        + " SERVER_ADDRESS out.");
    }
}
