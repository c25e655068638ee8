/** ONNX sessions under a deadline: champion, fallback, hot swap, contributions. */
@ApplicationModule(allowedDependencies = {"transaction", "metric", "feature", "registry"})
@NullMarked
package io.riskgate.scoring;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
