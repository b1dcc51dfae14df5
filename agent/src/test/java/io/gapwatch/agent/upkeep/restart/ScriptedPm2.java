package io.gapwatch.agent.upkeep.restart;

import io.gapwatch.agent.source.pm2.Pm2App;
import io.gapwatch.agent.source.pm2.Pm2Control;
import io.gapwatch.agent.source.pm2.Pm2Process;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** A PM2 whose apps a test scripts, with a clock of its own: no test waits. */
final class ScriptedPm2 implements Pm2Control {
  /** One app as PM2 has it. */
  record App(String status, Instant startedAt, long restarts, Optional<String> cron) {}

  private final Instant start;
  final Map<String, App> apps = new LinkedHashMap<>();
  final List<String> restarted = new ArrayList<>();
  final Map<String, String> becomes = new LinkedHashMap<>();
  Duration elapsed = Duration.ZERO;
  Runnable meanwhile = () -> {};

  /** Its clock is at this time until it is told to pass on. */
  ScriptedPm2(Instant start) {
    this.start = start;
  }

  void online(String... names) {
    for (String name : names) {
      apps.put(name, new App("online", start.minus(Duration.ofDays(3)), 5, Optional.empty()));
    }
  }

  void pass(Duration time) {
    elapsed = elapsed.plus(time);
    meanwhile.run();
  }

  @Override
  public List<Pm2Process> processes(Duration timeout) {
    List<String> names = List.copyOf(apps.keySet());
    return names.stream()
        .map(
            name -> {
              App app = Objects.requireNonNull(apps.get(name));
              return new Pm2Process(
                  new Pm2App(
                      name,
                      names.indexOf(name),
                      app.status(),
                      Optional.of(app.startedAt()),
                      OptionalLong.of(app.restarts()),
                      false,
                      OptionalLong.of(1),
                      OptionalDouble.of(1),
                      app.cron(),
                      app.cron().isEmpty()),
                  Optional.empty());
            })
        .toList();
  }

  @Override
  public void restart(List<Long> ids, Duration timeout) {
    for (long id : ids) {
      String name = List.copyOf(apps.keySet()).get((int) id);
      restarted.add(name);
      apps.computeIfPresent(
          name,
          (any, app) ->
              new App(
                  becomes.getOrDefault(name, "online"),
                  start.plus(elapsed),
                  app.restarts() + 1,
                  app.cron()));
    }
  }

  @Override
  public String answeredBy() {
    return "PM2";
  }

  @Override
  public String identity() {
    return "pm2";
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}
