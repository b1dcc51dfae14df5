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
      // Messages of this program are a cause, a semicolon and a way out.
      String[] parts = String.valueOf(e.getMessage()).split("; ", 2);
      String way = parts.length > 1 ? parts[1] : "see docs/deploy.md, Troubleshooting";
      return Result.wrong(parts[0].replace("\n", " "), way.replace("\n", " "));
    }
  }
}
