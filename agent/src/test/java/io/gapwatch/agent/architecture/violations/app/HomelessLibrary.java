package io.gapwatch.agent.architecture.violations.app;

import java.sql.Connection;

/** Talks to a database outside of the package that may. */
public record HomelessLibrary(Connection connection) {}
