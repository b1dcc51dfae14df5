package io.gapwatch.agent.architecture.violations.probe;

import java.util.logging.Logger;

record LogsWithTheJdk(Logger logger) {}
