/** A planted violation: modules of which one uses the other without saying so. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.riskgate.house.planted.modules.undeclared;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
