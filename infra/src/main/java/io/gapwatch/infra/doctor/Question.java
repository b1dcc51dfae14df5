package io.gapwatch.infra.doctor;

import io.gapwatch.infra.config.InfraException;
import java.util.function.Supplier;

/** One thing that has to be right. */
public record Question(String name, Supplier<Result> answer) {

  /** Asks; what stops the question is its answer, in its own words of cause and way. */
  public Result ask() {
    try {
      return answer.get();
    } catch (InfraException e) {
      String way = e.way().isEmpty() ? "see docs/deploy.md, Troubleshooting" : e.way();
      return Result.wrong(oneLine(e.reason()), oneLine(way));
    }
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\s*\\R\\s*", " ");
  }
}
