/** Back-tests over HTTP. */
@NullMarked
package io.riskgate.backtest.web;

import org.jspecify.annotations.NullMarked;
