/** The description of the HTTP interface and its page. */
@NullMarked
package io.riskgate.platform.openapi;

import org.jspecify.annotations.NullMarked;
