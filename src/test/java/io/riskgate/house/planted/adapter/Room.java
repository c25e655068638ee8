package io.riskgate.house.planted.adapter;

import io.riskgate.house.planted.adapter.web.Door;

/** A module's root that knows its adapter. */
record Room(Door door) {}
