/**
 * The language every module speaks: the transaction, its amount and identifiers, and how a request
 * is refused.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.riskgate.transaction;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
