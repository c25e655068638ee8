package io.riskgate.platform.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

class CopyTests {

    private static final String MANIFEST =
            "Manifest-Version: 1.0\r\n"
                    + "Main-Class: a.Loader\r\n"
                    + "Start-Class: a.Main\r\n"
                    + "Enable-Native-Access: ALL-UNNAMED\r\n\r\n";
    private static final String INDEX = "- \"BOOT-INF/lib/b.jar\"\n- \"BOOT-INF/lib/a.jar\"\n";

    @TempDir Path folder;

    @Test
    void takesApartWhatIsPacked() throws Exception {
        Path copy = Copy.of(jar("one"), folder.resolve("copies"));

        assertThat(copy.resolve("lib/a.jar")).hasContent("library a");
        assertThat(copy.resolve("lib/b.jar")).hasContent("library b");
        try (JarFile own = new JarFile(copy.resolve(Copy.JAR).toFile())) {
            Attributes main = own.getManifest().getMainAttributes();
            assertThat(main.getValue(Attributes.Name.MAIN_CLASS)).isEqualTo("a.Main");
            assertThat(main.getValue(Attributes.Name.CLASS_PATH)).isEqualTo("lib/b.jar lib/a.jar");
            assertThat(main.getValue("Enable-Native-Access")).isEqualTo("ALL-UNNAMED");
            assertThat(own.getInputStream(own.getEntry("a/Main.class")))
                    .hasBinaryContent("one".getBytes());
            assertThat(own.getEntry("a/Loader.class")).isNull();
            assertThat(own.getEntry("a/")).isNotNull();
        }
        assertThat(Copy.isPossible(copy.resolve(Copy.JAR))).isFalse();
    }

    @Test
    void isUsedAgainOnceItIsOnTheDisk() throws Exception {
        Path copies = folder.resolve("copies");
        Path unsealed = Copy.of(jar("one"), copies);
        Path sealed = Copy.of(jar("one"), copies);
        assertThat(sealed).isNotEqualTo(unsealed);

        Copy.seal(sealed);

        assertThat(Copy.of(jar("one"), copies)).isEqualTo(sealed);
        assertThat(Copy.of(jar("two"), copies)).isNotEqualTo(sealed);
        Copy.removeOthers(sealed);
        try (Stream<Path> left = Files.list(copies)) {
            assertThat(left).containsExactly(sealed);
        }
    }

    @Test
    void leavesNothingOfAJarThatCannotBeCopied() throws Exception {
        Path jar = jar("one", "../../escaped.jar");
        Path copies = folder.resolve("copies");

        assertThatThrownBy(() -> Copy.of(jar, copies)).isInstanceOf(IOException.class);

        try (Stream<Path> left = Files.list(copies)) {
            assertThat(left).isEmpty();
        }
        assertThatThrownBy(
                        () -> Copy.of(Files.write(folder.resolve("cut.jar"), new byte[9]), copies))
                .isInstanceOf(IOException.class);
    }

    @Test
    void takesItsArchiveForSoundOnlyAsItWasMade() throws Exception {
        Path copy = Files.createDirectory(folder.resolve("copy"));
        ClassArchive archive = ClassArchive.ofThisMachine(copy);
        assertThat(archive.isSound()).isFalse();

        archive.take(Files.writeString(copy.resolve("made"), "many classes"));
        assertThat(archive.isSound()).isTrue();

        Files.writeString(archive.file(), "many_classes");
        assertThat(archive.isSound()).isFalse();
        Files.writeString(archive.file(), "many");
        assertThat(archive.isSound()).isFalse();
    }

    @Test
    void listsTheClassesOfAllProcessesOnce() throws Exception {
        Path first = ClassList.reserve(folder);
        Files.writeString(
                first,
                "# made by\n"
                        + "a/A id: 1\n"
                        + "@lambda-proxy a/A run\n"
                        + "a/C id: 7 super: 1 source: x\n"
                        + "b/B id");
        Files.writeString(Path.of(first + ".broker"), "a/A id: 9\nb/B id: 10\n");

        assertThat(ClassList.of(first).lines())
                .containsExactly("# made by", "a/A", "@lambda-proxy a/A run", "b/B");

        ClassList.removeAll(folder);
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    private Path jar(String content) throws IOException {
        return jar(content, "a.jar");
    }

    private Path jar(String content, String library) throws IOException {
        Map<String, String> entries =
                Map.of(
                        "a/Loader.class",
                        "loader",
                        "META-INF/",
                        "",
                        "BOOT-INF/classes/",
                        "",
                        "BOOT-INF/classes/META-INF/",
                        "",
                        "BOOT-INF/classes/a/",
                        "",
                        "BOOT-INF/classes/a/Main.class",
                        content,
                        "BOOT-INF/lib/" + library,
                        "library a",
                        "BOOT-INF/lib/b.jar",
                        "library b",
                        "BOOT-INF/classpath.idx",
                        INDEX);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            put(zip, JarFile.MANIFEST_NAME, MANIFEST);
            for (var entry : entries.entrySet()) {
                put(zip, entry.getKey(), entry.getValue());
            }
        }
        return Files.write(folder.resolve("packed.jar"), bytes.toByteArray());
    }

    private static void put(ZipOutputStream zip, String name, String content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content.getBytes());
    }
}
