package io.gapwatch.agent.config;

import io.gapwatch.agent.config.schema.Problem;
import io.gapwatch.agent.text.Numbers;
import java.util.List;
import java.util.stream.Collectors;

/** The configuration is invalid; the message lists all problems. */
public final class InvalidConfigException extends GapwatchException {
  private static final long serialVersionUID = 1;

  /** More than anybody corrects before the next try. */
  static final int SHOWN = 100;

  private final transient List<Problem> problems;

  public InvalidConfigException(List<Problem> problems) {
    super(
        "the configuration has %s:\n".formatted(Numbers.count(problems.size(), "problem"))
            + problems.stream()
                .limit(SHOWN)
                .map(Problem::toString)
                .collect(Collectors.joining("\n"))
            + (problems.size() > SHOWN ? "\nand %,d more".formatted(problems.size() - SHOWN) : ""));
    this.problems = List.copyOf(problems);
  }

  public List<Problem> problems() {
    return problems;
  }
}
