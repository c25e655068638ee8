package io.riskgate.platform.launch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.DataInputStream;

class JavasTests {

    private static final int JAVA_17_CLASS = 61;

    @Test
    void noneIsNewEnoughForTheFarFuture() {
        assertThat(Javas.newest(1_000)).isEmpty();
    }

    @Test
    void theLauncherIsReadableByJava17() throws Exception {
        try (var in = Launcher.class.getResourceAsStream("Launcher.class");
                var data = new DataInputStream(in)) {
            data.readInt();
            data.readUnsignedShort();
            assertThat(data.readUnsignedShort()).isEqualTo(JAVA_17_CLASS);
        }
    }
}
