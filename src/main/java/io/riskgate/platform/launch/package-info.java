/** The first class that runs, readable by Java 17: it finds the Java that Riskgate needs. */
@NullMarked
package io.riskgate.platform.launch;

import org.jspecify.annotations.NullMarked;
