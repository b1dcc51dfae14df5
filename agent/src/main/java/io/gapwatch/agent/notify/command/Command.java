package io.gapwatch.agent.notify.command;

import io.gapwatch.agent.notify.Delivery;
import io.gapwatch.agent.notify.Message;
import io.gapwatch.agent.notify.MessageData;
import io.gapwatch.agent.notify.Messenger;
import io.gapwatch.agent.notify.web.JsonBody;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Starts a program of yours for each message.
 *
 * @param program its path and its arguments
 * @param ping whether it knows events of type ping
 * @param healthy whether each healthy run is told as well
 * @param timeout how long it may run
 */
record Command(String name, List<String> program, boolean ping, boolean healthy, Duration timeout)
    implements Messenger {
  private static final int DELIVERED = 0;

  /** {@code EX_DATAERR} of sysexits.h. */
  private static final int REFUSED = 65;

  Command {
    program = List.copyOf(program);
  }

  @Override
  public boolean wantsHealthySummary() {
    return healthy;
  }

  @Override
  public Delivery send(Message message) {
    return tell(MessageData.of(message, any -> true));
  }

  @Override
  public Delivery test() {
    if (ping) {
      return tell(MessageData.ping(Instant.EPOCH));
    }
    return Files.isExecutable(Path.of(program.get(0)))
        ? new Delivery.Failed(
            "a program cannot be tested without a message: gapwatch doctor --send sends one, and"
                + " ping: true tests it without notifying anyone, if your program knows events of type ping")
        : new Delivery.Failed(cannotStart());
  }

  private Delivery tell(Map<String, Object> event) {
    Execution.Result result = new Execution(program, timeout).with(JsonBody.write(event));
    if (result instanceof Execution.NotStarted) {
      return new Delivery.Failed(cannotStart());
    }
    if (result instanceof Execution.Ended ended) {
      return switch (ended.status()) {
        case DELIVERED -> Delivery.delivered();
        case REFUSED -> new Delivery.Refused(told(ended), true);
        default -> new Delivery.Failed(told(ended));
      };
    }
    return new Delivery.Failed(
        "%s did not end within %ds, and was killed".formatted(file(), timeout.toSeconds()));
  }

  private String cannotStart() {
    return "%s cannot be started; is it there, and may this user execute it?".formatted(file());
  }

  private String told(Execution.Ended ended) {
    String said = ended.errors();
    return "%s ended with %d%s"
        .formatted(file(), ended.status(), said.isEmpty() ? "" : ": " + said);
  }

  /** Without arguments, which may hold a secret. */
  private String file() {
    return program.get(0);
  }

  @Override
  public String toString() {
    return "Command[" + name + "]";
  }
}
