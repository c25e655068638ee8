package io.riskgate.house.planted.adapter.web;

/** An adapter. */
public record Door() {}
