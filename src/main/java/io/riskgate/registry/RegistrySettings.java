package io.riskgate.registry;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Which models serve and where versions come from.
 *
 * @param model the name of the model whose champion decides
 * @param fallback the name of the small model whose champion stands in for it
 * @param directory versions on disk that are taken into the database at start
 * @param maxModelSize the largest ONNX file accepted
 * @param pollInterval how often a replica looks for changes it was not told of
 */
@ConfigurationProperties("riskgate.registry")
public record RegistrySettings(
        @DefaultValue("fraud") String model,
        @DefaultValue("fallback") String fallback,
        @DefaultValue("model-registry") Path directory,
        @DefaultValue("64MB") DataSize maxModelSize,
        @DefaultValue("2s") Duration pollInterval) {}
