/** Rules and lists over HTTP. */
@NullMarked
package io.riskgate.policy.web;

import org.jspecify.annotations.NullMarked;
