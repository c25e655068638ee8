package io.riskgate.journal.jdbc;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.UUID;

/** The values of one row by column, wherever it stands. */
interface Cells {

    @Nullable String text(String column);

    /** 0 where there is none. */
    long whole(String column);

    @Nullable Double number(String column);

    boolean flag(String column);

    byte[] bytes(String column);

    @Nullable UUID uuid(String column);

    @Nullable Instant instant(String column);

    /** The plan that the row's vector was written with. */
    FeaturePlans.Stored plan(FeaturePlans plans);
}
