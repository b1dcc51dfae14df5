package io.gapwatch.agent.probe;

/** What a probe returned. Unknown is a result of its own, never a zero. */
public sealed interface Reading permits Measured, Unavailable {}
