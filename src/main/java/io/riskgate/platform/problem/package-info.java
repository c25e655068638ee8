/** Every error of every path as an RFC 9457 problem document. */
@NullMarked
package io.riskgate.platform.problem;

import org.jspecify.annotations.NullMarked;
