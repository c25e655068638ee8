/** The registry's part of the admin API. */
@NullMarked
package io.riskgate.registry.web;

import org.jspecify.annotations.NullMarked;
