package io.riskgate.registry;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * Versions on disk: {@code <name>/<version>/model.onnx} and {@code manifest.json} beside it.
 *
 * @param root the folder of all models
 */
public record ModelFolder(Path root) {

    static final String MODEL = "model.onnx";
    static final String MANIFEST = "manifest.json";

    /** The version that follows the largest on disk; 1 where there is none. */
    public int nextVersion(String name) throws IOException {
        return versions().stream()
                        .map(path -> root.relativize(path))
                        .filter(path -> path.getName(0).toString().equals(name))
                        .mapToInt(path -> Integer.parseInt(path.getName(1).toString()))
                        .max()
                        .orElse(0)
                + 1;
    }

    /**
     * Writes a version. The folder appears whole or not at all.
     *
     * @throws FileAlreadyExistsException where the version is there: it never changes
     */
    public Path write(Manifest manifest, byte[] model) throws IOException {
        Path folder = folder(manifest.model());
        if (Files.exists(folder)) {
            throw new FileAlreadyExistsException(folder.toString());
        }
        Files.createDirectories(folder.getParent());
        Path draft = Files.createTempDirectory(folder.getParent(), ".draft");
        Files.write(draft.resolve(MODEL), model);
        Files.write(draft.resolve(MANIFEST), ManifestJson.write(manifest));
        return Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
    }

    /** The folders of all versions, in order of their paths. */
    List<Path> versions() throws IOException {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> paths = Files.walk(root, 3)) {
            return paths.filter(path -> path.endsWith(MANIFEST))
                    .map(Path::getParent)
                    .filter(path -> root.relativize(path).getNameCount() == 2)
                    .filter(path -> path.getFileName().toString().matches("[1-9][0-9]{0,8}"))
                    .sorted()
                    .toList();
        }
    }

    Path folder(ModelReference version) {
        return root.resolve(version.name()).resolve(Integer.toString(version.version()));
    }
}
