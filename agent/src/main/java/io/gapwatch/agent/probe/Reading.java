package io.gapwatch.agent.probe;

/** What a probe came back with. Not knowing is a result of its own, never a zero. */
public sealed interface Reading permits Measured, Unavailable {}
