package io.riskgate.platform.quickstart;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * The archive of a copy's classes that one virtual machine made for itself.
 *
 * <p>The virtual machine checks the head of an archive and maps the rest unseen, so a damaged one
 * would end it. Its checksum therefore stands in a file beside it, written last, and is compared at
 * every start: a tenth of a second for 200 MB.
 */
final class ClassArchive {

    private final Path file;

    private ClassArchive(Path file) {
        this.file = file;
    }

    /** The one that the virtual machine of this process can use, whether there is one or not. */
    static ClassArchive ofThisMachine(Path copy) throws IOException {
        Path home = Path.of(System.getProperty("java.home"));
        Path library = home.resolve("lib/server/libjvm.so");
        String machine =
                String.join(
                        " ",
                        home.toString(),
                        System.getProperty("java.vm.version"),
                        System.getProperty("java.vendor.version", ""),
                        Files.getLastModifiedTime(library).toString());
        return new ClassArchive(copy.resolve(Content.of(machine) + ".jsa"));
    }

    Path file() {
        return file;
    }

    /** Whether it is there, as it was made. */
    boolean isSound() throws IOException {
        Path checksum = checksum();
        return Files.exists(file)
                && Files.exists(checksum)
                && Files.readString(checksum).equals(checksum(file));
    }

    /** Takes what was made aside. */
    void take(Path made) throws IOException {
        Disk.force(made);
        Path written = Files.writeString(sibling(".new"), checksum(made));
        Files.move(made, file, StandardCopyOption.REPLACE_EXISTING);
        Files.move(written, checksum(), StandardCopyOption.REPLACE_EXISTING);
    }

    /**
     * The command that makes it.
     *
     * @param classes the list of classes that go in
     * @param into the file that is made
     */
    List<String> making(Path classes, Path into) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:dump",
                "-Xmx512m",
                "-XX:SharedClassListFile=" + classes,
                "-XX:SharedArchiveFile=" + into,
                "-Xlog:disable",
                "-Xlog:all=error:stderr",
                "-jar",
                file.resolveSibling(Copy.JAR).toString());
    }

    private Path checksum() {
        return sibling(".crc");
    }

    private Path sibling(String ending) {
        return file.resolveSibling(file.getFileName() + ending);
    }

    private static String checksum(Path of) throws IOException {
        try (FileChannel channel = FileChannel.open(of)) {
            CRC32C sum = new CRC32C();
            sum.update(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size()));
            return Long.toHexString(sum.getValue()) + " " + channel.size();
        }
    }
}
