/** The command line: which command, with what under it, and how it ends. */
@NamedInterface("command")
@NullMarked
package io.riskgate.platform.command;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
