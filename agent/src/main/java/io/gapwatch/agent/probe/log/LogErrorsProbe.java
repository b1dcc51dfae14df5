package io.gapwatch.agent.probe.log;

import io.gapwatch.agent.probe.Measured;
import io.gapwatch.agent.probe.Observation;
import io.gapwatch.agent.probe.Probe;
import io.gapwatch.agent.probe.ProbeContext;
import io.gapwatch.agent.probe.Reading;
import io.gapwatch.agent.probe.Unavailable;
import io.gapwatch.agent.probe.Unmeasured;
import io.gapwatch.agent.source.logs.LogsSession;
import io.gapwatch.agent.source.logs.LogsSession.Found;
import io.gapwatch.agent.text.Numbers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads on in each file from where the last run ended. */
final class LogErrorsProbe implements Probe {
  /** The subject of what is judged. */
  static final String ERRORS = "errors";

  private static final int TOP = 3;
  private static final Duration SETTLES_WITHIN = Duration.ofHours(1);

  private final Filter filter;
  private final long most;

  LogErrorsProbe(Filter filter, long most) {
    this.filter = filter;
    this.most = most;
  }

  @Override
  public Reading ask(ProbeContext context) {
    LogsSession logs = context.session(LogsSession.class);
    List<Found> found = logs.found();
    List<Path> files =
        found.stream().flatMap(one -> one.files().stream()).distinct().sorted().toList();
    if (files.isEmpty()) {
      return new Unavailable(
          "found no file " + String.join(", ", found.stream().map(Found::name).toList()),
          "correct files of the source; the folder must be readable by this user");
    }
    Places places = new Places(context, logs);
    Tally tally = new Tally(filter);
    Follower follower = new Follower(logs, files, places, tally, most, context.now());
    Measured.Builder reading = Measured.saying(read(files, follower, places));
    unmatched(reading, found);
    follower.report(reading);
    return judged(reading, tally, places, context, files);
  }

  private static String read(List<Path> files, Follower follower, Places places) {
    follower.follow();
    long errors = follower.errors();
    return places.areKnown()
        ? "%s of errors in %s since the last run"
            .formatted(Numbers.count(errors, "line"), Numbers.count(files.size(), "file"))
        : "not known before the second run: it reads from here on";
  }

  private static void unmatched(Measured.Builder reading, List<Found> found) {
    found.forEach(one -> reading.told(one.name()));
    found.stream()
        .filter(one -> one.files().isEmpty())
        .forEach(
            one ->
                reading.unmeasured(
                    new Unmeasured(
                            one.name(), "there is no such file", "correct files of the source")
                        .hiding(Set.of(ERRORS))));
  }

  private static Reading judged(
      Measured.Builder reading,
      Tally tally,
      Places places,
      ProbeContext context,
      List<Path> files) {
    List<String> parts = files.stream().map(Path::toString).toList();
    reading.value(LogErrorsCheck.FILES, files.size());
    if (!places.areKnown()) {
      return reading
          .unmeasured(
              new Unmeasured(ERRORS, "not known before the second run", "run the job again")
                  .settlingAt(context.now().plus(SETTLES_WITHIN)))
          .coveringWhatIsObserved(parts)
          .build();
    }
    List<String> top = tally.patterns().top(TOP);
    top.forEach(pattern -> reading.fact("Often", pattern));
    double errors = tally.errors();
    String text = Numbers.count(tally.errors(), "line") + " of errors since the last run";
    return reading
        .value(LogErrorsCheck.ERRORS, tally.errors())
        .value(LogErrorsCheck.LINES, tally.lines())
        .detail("lastLines", tally.patterns().last())
        .detail("lastLinesByFile", tally.patterns().lastByFile())
        .observe(
            Observation.of(
                    LogErrorsCheck.ERRORS,
                    ERRORS,
                    errors,
                    Numbers.text(errors),
                    top.isEmpty() ? text : text + "; most often " + top.get(0),
                    "read them where they are: " + tally.command())
                .with(Map.of("patterns", top, "lines", tally.patterns().last())))
        .coveringWhatIsObserved(parts)
        .build();
  }
}
