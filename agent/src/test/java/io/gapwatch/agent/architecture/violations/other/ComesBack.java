package io.gapwatch.agent.architecture.violations.other;

import io.gapwatch.agent.architecture.violations.one.GoesRound;
import java.util.List;

/** Imports a package that imports this one. */
public record ComesBack(List<GoesRound> others) {}
