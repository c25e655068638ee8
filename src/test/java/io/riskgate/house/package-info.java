/** The house rules, held by tests that can fail: each has a planted violation. */
@NullMarked
package io.riskgate.house;

import org.jspecify.annotations.NullMarked;
