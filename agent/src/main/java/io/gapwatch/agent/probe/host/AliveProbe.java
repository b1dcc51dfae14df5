package io.gapwatch.agent.probe.host;

import io.gapwatch.agent.probe.Measured;
import io.gapwatch.agent.probe.Observation;
import io.gapwatch.agent.probe.Probe;
import io.gapwatch.agent.probe.ProbeContext;
import io.gapwatch.agent.probe.Reading;
import io.gapwatch.agent.source.SourceUnavailableException;
import io.gapwatch.agent.source.host.HostSession;
import io.gapwatch.agent.source.host.HostSession.Sign;
import io.gapwatch.agent.text.Durations;
import io.gapwatch.agent.text.Redaction;
import io.gapwatch.agent.text.Times;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Looks at the sign of life that each program leaves. */
final class AliveProbe implements Probe {
  /** Clocks of file servers differ by less. */
  private static final Duration TOLERATED = Duration.ofMinutes(1);

  private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]*m");

  private static final String FAILED = "failed";
  private static final String REMEDY =
      "see whether the program that writes %s still runs, and what its log says";

  private final List<Path> files;

  AliveProbe(List<Path> files) {
    this.files = List.copyOf(files);
  }

  /**
   * What is known of one program.
   *
   * @param says the first line of its file
   */
  private record Life(Path file, Duration age, String says) {
    boolean failed() {
      return says.toLowerCase(Locale.ROOT).startsWith(FAILED);
    }

    double seconds() {
      return Durations.seconds(age);
    }
  }

  @Override
  public Reading ask(ProbeContext context) {
    HostSession host = context.session(HostSession.class);
    return new EachPath<>(
            files,
            (file, timeout) -> life(file, host.sign(file, timeout), context.now()),
            one -> one.file + " " + inWords(one),
            AliveProbe::add)
        .reading(context);
  }

  private static Life life(Path file, Sign sign, Instant now) {
    if (sign.written().isAfter(now.plus(TOLERATED))) {
      throw new SourceUnavailableException(
          "%s was written in the future, %s".formatted(file, Times.dateAndTime(sign.written())),
          "compare the clock of this machine with that of another");
    }
    Duration age = Duration.between(sign.written(), now);
    return new Life(file, age.isNegative() ? Duration.ZERO : age, words(sign.says()));
  }

  /** Without what a terminal or another encoding adds, and without secrets of a command line. */
  private static String words(String line) {
    return Redaction.of(COLOUR.matcher(line).replaceAll("").replaceAll("[\\p{Cc}\uFEFF\uFFFD]", ""))
        .strip();
  }

  private static String inWords(Life one) {
    return Durations.text(one.age) + " ago" + (one.failed() ? ": " + one.says : "");
  }

  private static void add(Measured.Builder reading, Life one) {
    String file = one.file.toString();
    String age = Durations.text(one.age);
    reading
        .fact(file, inWords(one))
        .value(AliveCheck.AGE, file, one.seconds())
        .observe(
            Observation.of(
                AliveCheck.AGE,
                file,
                one.seconds(),
                age,
                "no sign of life for " + age,
                REMEDY.formatted(file)));
    // An empty file may be one that is being written: that it failed before is not over.
    if (!one.says.isEmpty()) {
      reading
          .value(AliveCheck.FAILED, file, one.failed() ? 1 : 0)
          .observe(
              Observation.of(
                  AliveCheck.FAILED,
                  file + " " + FAILED,
                  one.failed() ? 1 : 0,
                  one.says,
                  "it says: " + one.says,
                  REMEDY.formatted(file)));
    }
  }
}
