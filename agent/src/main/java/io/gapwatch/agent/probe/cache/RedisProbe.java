package io.gapwatch.agent.probe.cache;

import io.gapwatch.agent.probe.Limits;
import io.gapwatch.agent.probe.Measured;
import io.gapwatch.agent.probe.Observation;
import io.gapwatch.agent.probe.Place;
import io.gapwatch.agent.probe.Probe;
import io.gapwatch.agent.probe.ProbeContext;
import io.gapwatch.agent.probe.Reading;
import io.gapwatch.agent.probe.Unavailable;
import io.gapwatch.agent.probe.Unmeasured;
import io.gapwatch.agent.source.UnreachableException;
import io.gapwatch.agent.source.redis.RedisRefusal;
import io.gapwatch.agent.source.redis.RedisSession;
import io.gapwatch.agent.text.Durations;
import io.gapwatch.agent.text.Numbers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks PING, INFO, DBSIZE and the lengths of some keys, over one connection. */
final class RedisProbe implements Probe {
  private static final String GRANTS =
      "grant the source's user what it lacks: redis-cli ACL SETUSER USER +ping +info +dbsize +type"
          + " +llen +scard +zcard +xlen +hlen '~*'";

  private static final String OTHER_KEY =
      "name a list, set, sorted set, stream or hash in lists: redis-cli type KEY tells what a key"
          + " is";

  private static final String STATISTICS = "server statistics";

  /** What every server of this protocol tells of itself, however little else. */
  private static final List<String> TOLD =
      List.of("uptime_in_seconds", "connected_clients", "used_memory");

  private final List<String> lists;
  private final long replicas;
  private final Bounds bounds;

  /** The limits of what is not known before a second run. */
  record Bounds(Limits evictions, Limits rejected) {}

  RedisProbe(List<String> lists, long replicas, Bounds bounds) {
    this.lists = List.copyOf(lists);
    this.replicas = replicas;
    this.bounds = bounds;
  }

  @Override
  public Reading ask(ProbeContext context) {
    try {
      return answered(context, context.session(RedisSession.class));
    } catch (UnreachableException e) {
      return down(String.valueOf(e.getMessage()), e.remedy());
    }
  }

  private Reading answered(ProbeContext context, RedisSession redis) {
    String pong = attempt(redis, context, "PING");
    if (pong.startsWith("-LOADING")) {
      return new Unavailable(
          "it is loading its data from disk, and answers nothing else until then",
          "wait; INFO persistence tells how far it is");
    }
    if (pong.startsWith("-NOAUTH")) {
      return new Unavailable("it requires a password", "set the password of the source");
    }
    if (pong.contains("max number of clients")) {
      return down(
          "it refuses connections: the maximum number of clients is reached",
          "raise maxclients, or find who holds the connections: redis-cli client list");
    }
    Duration taken = answerTime(redis, context);
    double seconds = taken.toNanos() / 1e9;
    String time = Durations.taken(taken);
    Measured.Builder reading = Measured.saying("answers in " + time);
    reading
        .value(RedisCheck.REACHABLE, 1)
        .observe(
            Observation.of(RedisCheck.REACHABLE, "reachable", 1, "it answers", "it answers", ""))
        .value(RedisCheck.ANSWER_TIME, seconds)
        .observe(
            Observation.of(
                RedisCheck.ANSWER_TIME,
                "answer time",
                seconds,
                time,
                "it took " + time + " to answer",
                "look for slow commands: redis-cli slowlog get 10; and for a fork or swapping:"
                    + " redis-cli info persistence"));
    Optional<Info> info = statistics(reading, redis, context);
    long keys = size(reading, redis, context);
    Map<String, Long> lost =
        info.map(all -> new Emptied(all, context).of(lists, keys)).orElseGet(Map::of);
    List<String> here = lists.stream().filter(key -> !lost.containsKey(key)).toList();
    here.forEach(key -> length(reading, redis, context, key));
    lost.forEach((key, entries) -> Emptied.add(reading, key, entries));
    return reading.coveringWhatIsObserved(here).build();
  }

  /** The median of three, so that a pause of this machine is not taken for one of the server's. */
  private static Duration answerTime(RedisSession redis, ProbeContext context) {
    List<Duration> times = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      long start = System.nanoTime();
      attempt(redis, context, "PING");
      times.add(Duration.ofNanos(System.nanoTime() - start));
    }
    times.sort(null);
    return times.get(1);
  }

  private Optional<Info> statistics(
      Measured.Builder reading, RedisSession redis, ProbeContext context) {
    String text = attempt(redis, context, "INFO");
    if (text.startsWith("-")) {
      reading.unmeasured(
          new Unmeasured(STATISTICS, "INFO was refused: " + text.substring(1), GRANTS));
      return Optional.empty();
    }
    Info info = Info.parse(text);
    List<String> untold = TOLD.stream().filter(name -> info.number(name).isEmpty()).toList();
    if (untold.isEmpty()) {
      reading.told(STATISTICS);
    } else {
      reading.unmeasured(
          new Unmeasured(
              STATISTICS,
              "INFO did not tell " + String.join(", ", untold),
              "see what answers there: redis-cli info; a proxy in between may keep it back, so name"
                  + " the server itself in url"));
    }
    Server server = new Server(info, context);
    server.memory(reading);
    server.clients(reading);
    server.saving(reading);
    server.replication(reading, replicas);
    server.evictions(reading, bounds.evictions());
    server.rejections(reading, bounds.rejected());
    return Optional.of(info);
  }

  /** The number of keys; negative if that is refused. */
  private static long size(Measured.Builder reading, RedisSession redis, ProbeContext context) {
    String keys = attempt(redis, context, "DBSIZE");
    if (!keys.matches("\\d{1,18}")) {
      reading.unmeasured(
          new Unmeasured("number of keys", "DBSIZE was refused: " + keys.substring(1), GRANTS));
      return -1;
    }
    double count = Long.parseLong(keys);
    reading
        .fact("Keys", Numbers.text(count))
        .value(RedisCheck.KEYS, Long.parseLong(keys))
        .observe(
            Observation.of(
                RedisCheck.KEYS,
                "number of keys",
                count,
                Numbers.text(count),
                Numbers.text(count) + " keys",
                "see which keys grow: redis-cli --bigkeys, and whether they expire"));
    return Long.parseLong(keys);
  }

  private static void length(
      Measured.Builder reading, RedisSession redis, ProbeContext context, String key) {
    String type = attempt(redis, context, "TYPE", key);
    String command =
        switch (type) {
          case "list" -> "LLEN";
          case "set" -> "SCARD";
          case "zset" -> "ZCARD";
          case "stream" -> "XLEN";
          case "hash" -> "HLEN";
          default -> "";
        };
    // An empty list is no key.
    String answer =
        type.equals("none")
            ? "0"
            : command.isEmpty()
                ? "-it is a " + type + ", which has no length"
                : attempt(redis, context, command, key);
    if (!answer.matches("\\d{1,18}")) {
      String why = type.startsWith("-") ? type : answer;
      String remedy = why.startsWith("-NOPERM") ? GRANTS : OTHER_KEY;
      reading.unmeasured(
          new Unmeasured(key, "its length is not known: " + why.substring(1), remedy));
      return;
    }
    double length = Long.parseLong(answer);
    reading
        .fact(key, Numbers.text(length) + " entries")
        .value(RedisCheck.LENGTH, key, Long.parseLong(answer))
        .observe(
            Observation.of(
                    RedisCheck.LENGTH,
                    key,
                    length,
                    Numbers.text(length),
                    key + " has " + Numbers.text(length) + " entries",
                    "see whether its workers run and keep up")
                .at(Place.of(key)));
  }

  /** The answer, or a refusal with a minus in front. */
  private static String attempt(RedisSession redis, ProbeContext context, String... command) {
    try {
      return redis.ask(context.timeout(), command);
    } catch (RedisRefusal refusal) {
      return "-" + refusal.line();
    }
  }

  private static Reading down(String reason, String remedy) {
    return Measured.saying(reason)
        .value(RedisCheck.REACHABLE, 0)
        .observe(Observation.of(RedisCheck.REACHABLE, "reachable", 0, "no answer", reason, remedy))
        .unanswered()
        .coveringWhatIsObserved(List.of())
        .build();
  }
}
