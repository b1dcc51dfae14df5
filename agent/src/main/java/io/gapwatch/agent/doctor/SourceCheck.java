package io.gapwatch.agent.doctor;

import io.gapwatch.agent.config.GapwatchException;
import io.gapwatch.agent.source.Session;
import io.gapwatch.agent.source.SourceUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Whether a source can be opened, what responds, and what its clock says. */
final class SourceCheck implements DoctorCheck {
  private static final Duration TIMEOUT = Duration.ofSeconds(15);

  private final String source;
  private final boolean remote;
  private final Supplier<Session> open;
  private final Clock clock;

  /**
   * @param remote whether opening it needs the network
   * @param clock this machine's, to compare with the source's
   */
  public SourceCheck(String source, boolean remote, Supplier<Session> open, Clock clock) {
    this.source = source;
    this.remote = remote;
    this.open = open;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "source " + source;
  }

  @Override
  public boolean needsNetwork() {
    return remote;
  }

  @Override
  public List<Diagnosis> examine() {
    try {
      Session session = open.get();
      List<Diagnosis> answers = new ArrayList<>();
      answers.add(
          session.answers(TIMEOUT)
              ? Diagnosis.ok(session.answeredBy() + " responds")
              : Diagnosis.skipped(
                  session.answeredBy() + ": not tested here: only its checks query it"));
      session.time(TIMEOUT).map(this::offset).ifPresent(answers::add);
      return answers;
    } catch (SourceUnavailableException e) {
      return List.of(Diagnosis.failed(String.valueOf(e.getMessage()), e.remedy()));
    } catch (GapwatchException e) {
      return List.of(Diagnosis.failed(String.valueOf(e.getMessage()), "see the line above"));
    }
  }

  private Diagnosis offset(Instant there) {
    return ClockOffset.judge("the database's clock", there, clock.instant());
  }
}
