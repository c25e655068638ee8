package io.riskgate.scoring;

import io.riskgate.registry.ServingVersions.Role;
import io.riskgate.registry.Thresholds;

import org.jspecify.annotations.Nullable;

/**
 * Who serves at one moment; replaced whole, so that a request never sees a champion with another's
 * thresholds.
 *
 * @param thresholds of the champion, or what stands in for them
 */
record Lineup(
        @Nullable ServedModel champion,
        @Nullable ServedModel fallback,
        @Nullable ServedModel challenger,
        Thresholds thresholds) {

    @Nullable ServedModel of(Role role) {
        return switch (role) {
            case CHAMPION -> champion;
            case FALLBACK -> fallback;
            case CHALLENGER -> challenger;
        };
    }

    Lineup with(Role role, @Nullable ServedModel model) {
        return switch (role) {
            case CHAMPION -> new Lineup(model, fallback, challenger, thresholds);
            case FALLBACK -> new Lineup(champion, model, challenger, thresholds);
            case CHALLENGER -> new Lineup(champion, fallback, model, thresholds);
        };
    }

    Lineup with(Thresholds thresholds) {
        return new Lineup(champion, fallback, challenger, thresholds);
    }

    /** Keeps champion and fallback open; false where one was closed meanwhile. */
    boolean acquire() {
        if (champion != null && !champion.acquire()) {
            return false;
        }
        if (fallback != null && !fallback.acquire()) {
            if (champion != null) {
                champion.release();
            }
            return false;
        }
        return true;
    }

    void release() {
        if (champion != null) {
            champion.release();
        }
        if (fallback != null) {
            fallback.release();
        }
    }
}
