/** A planted violation. */
@NullMarked
package io.riskgate.house.planted.adapter.web;

import org.jspecify.annotations.NullMarked;
