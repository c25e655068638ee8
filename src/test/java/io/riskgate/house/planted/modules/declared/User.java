package io.riskgate.house.planted.modules.declared;

import io.riskgate.house.planted.modules.undeclared.Used;

/** Uses what its module has not declared. */
record User(Used used) {}
