/** A planted violation. */
@NullMarked
package io.riskgate.house.planted.adapter;

import org.jspecify.annotations.NullMarked;
