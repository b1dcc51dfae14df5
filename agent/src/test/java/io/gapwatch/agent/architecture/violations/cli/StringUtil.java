package io.gapwatch.agent.architecture.violations.cli;

final class StringUtil {
  private StringUtil() {}
}
