package io.gapwatch.infra.deploy;

import com.pulumi.automation.AutomationException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Keeps what the engine prints during one operation, because a failure is explained there. */
final class Transcript {
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Consumer<String> listener;

  Transcript(Consumer<String> listener) {
    this.listener = listener;
  }

  void add(String line) {
    // The engine repeats the reason of a failure for each thing that it keeps from being done.
    boolean repeated = line.strip().startsWith("error: ") && lines.contains(line);
    lines.add(line);
    if (!repeated) {
      listener.accept(line);
    }
  }

  <T> T of(String what, Operation<T> operation) {
    try {
      return operation.run();
    } catch (AutomationException e) {
      // Without a line of its own the engine's reason is in the exception alone.
      if (lines.isEmpty()) {
        add("error: " + StackOpening.words(String.valueOf(e.getMessage())));
      }
      throw new DeploymentFailedException(what, String.join("\n", lines), e);
    }
  }

  /** Something that the engine does. */
  @FunctionalInterface
  interface Operation<T> {
    T run() throws AutomationException;
  }
}
