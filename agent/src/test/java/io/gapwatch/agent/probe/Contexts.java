package io.gapwatch.agent.probe;

import io.gapwatch.agent.probe.ProbeContext.Past;
import io.gapwatch.agent.probe.ProbeContext.Sample;
import io.gapwatch.agent.source.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** What probes are given in tests. */
public final class Contexts {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private Contexts() {}

  /** One session, whatever kind is asked for, and this past. */
  public static ProbeContext of(Session session, Instant now, Past past) {
    return of(session, now, TIMEOUT, past);
  }

  /** The same, with the time that each question may take. */
  public static ProbeContext of(Session session, Instant now, Duration timeout, Past past) {
    return new ProbeContext(
        now,
        Duration.ZERO,
        timeout,
        new ProbeContext.Sessions() {
          @Override
          public <S extends Session> S open(Class<S> kind) {
            return kind.cast(session);
          }
        },
        past);
  }

  /** The same of a job whose next run is due after this time. */
  public static ProbeContext due(Duration next, ProbeContext context) {
    return new ProbeContext(
        context.now(), next, context.timeout(), context.sessions(), context.history());
  }

  /** The past that one earlier run leaves, given what it measured as scripts read it. */
  public static Past left(Map<String, Object> measured, Instant at) {
    return new Past() {
      @Override
      public List<Sample> samples(Metric metric, String subject, Instant since) {
        return at.isBefore(since)
            ? List.of()
            : value(measured, metric, subject) instanceof Number number
                ? List.of(sample(at, number))
                : List.of();
      }

      @Override
      public Map<String, Sample> newest(Metric metric, Instant since) {
        Map<String, Sample> newest = new HashMap<>();
        if (!at.isBefore(since) && measured.get(metric.name()) instanceof Map<?, ?> subjects) {
          subjects.forEach(
              (subject, value) -> newest.put(subject.toString(), sample(at, (Number) value)));
        }
        return newest;
      }
    };
  }

  /** The same past, which counts how often it was asked. */
  public static Past counting(Past past, AtomicInteger questions) {
    return new Past() {
      @Override
      public List<Sample> samples(Metric metric, String subject, Instant since) {
        questions.incrementAndGet();
        return past.samples(metric, subject, since);
      }

      @Override
      public Map<String, Sample> newest(Metric metric, Instant since) {
        questions.incrementAndGet();
        return past.newest(metric, since);
      }
    };
  }

  private static Sample sample(Instant at, Number number) {
    return new Sample(at, number.doubleValue(), number.longValue());
  }

  /** The past of two runs or more. */
  public static Past both(Past earlier, Past later) {
    return new Past() {
      @Override
      public List<Sample> samples(Metric metric, String subject, Instant since) {
        List<Sample> all = new ArrayList<>(earlier.samples(metric, subject, since));
        all.addAll(later.samples(metric, subject, since));
        return all;
      }

      @Override
      public Map<String, Sample> newest(Metric metric, Instant since) {
        Map<String, Sample> newest = new HashMap<>(earlier.newest(metric, since));
        newest.putAll(later.newest(metric, since));
        return newest;
      }
    };
  }

  private static Object value(Map<String, Object> measured, Metric metric, String subject) {
    Object value = measured.getOrDefault(metric.name(), "");
    return value instanceof Map<?, ?> subjects && !subject.isEmpty()
        ? subjects.containsKey(subject) ? subjects.get(subject) : ""
        : value;
  }
}
