/** Who may call: keys, tokens, and the one table of routes and roles. */
@NullMarked
package io.riskgate.platform.security;

import org.jspecify.annotations.NullMarked;
