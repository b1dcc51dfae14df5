package io.gapwatch.agent.architecture.violations.report;

final class PrintsToTheConsole {
  private PrintsToTheConsole() {}

  static void print(String text) {
    System.out.println(text);
  }
}
