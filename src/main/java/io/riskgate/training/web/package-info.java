/** Training runs over HTTP. */
@NullMarked
package io.riskgate.training.web;

import org.jspecify.annotations.NullMarked;
