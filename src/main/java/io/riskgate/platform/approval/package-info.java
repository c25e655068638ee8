/** Changes that wait for a second person. */
@NullMarked
package io.riskgate.platform.approval;

import org.jspecify.annotations.NullMarked;
