package io.gapwatch.agent.architecture.violations.one;

import io.gapwatch.agent.architecture.violations.other.ComesBack;

/** Imports a package that imports this one. */
public record GoesRound(ComesBack other) {}
