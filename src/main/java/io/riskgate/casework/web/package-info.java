/** Cases over HTTP. */
@NullMarked
package io.riskgate.casework.web;

import org.jspecify.annotations.NullMarked;
