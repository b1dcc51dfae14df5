package io.gapwatch.agent.config;

import com.cronutils.model.Cron;
import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import io.gapwatch.agent.config.schema.Kind;
import io.gapwatch.agent.config.schema.Kinds;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * When a job runs: a five-field expression as in crontab(5), in the job's time zone.
 *
 * @param text as written
 */
public record Schedule(String text) {
  private static final Pattern ITEM =
      Pattern.compile("[0-9A-Za-z]+|(?:\\*|[0-9A-Za-z]+-[0-9A-Za-z]+)(?:/[0-9]+)?");

  /** Its syntax in the configuration. */
  static Kind<Schedule> kind() {
    return Kinds.judged(
        Kinds.parsed(
            "\\s*\\S+(\\s+\\S+){4}\\s*",
            "a five-field cron expression, such as \"0 */3 * * *\", that matches some date",
            Schedule::parse),
        (schedule, now) -> refusedByCrontab(schedule.text()));
  }

  /** The parser takes some more, which crontab(1) calls "bad minute" when it is installed. */
  private static Optional<String> refusedByCrontab(String text) {
    return Stream.of(text.split("[ ,]", -1)).allMatch(item -> ITEM.matcher(item).matches())
        ? Optional.empty()
        : Optional.of(
            "be of digits and names of ASCII, and each step after * or a range, as */15 or 5-59/15;"
                + " crontab refuses anything else");
  }

  /** The schedule, or empty if cron would reject it or it never matches, as on 31 February. */
  public static Optional<Schedule> parse(String text) {
    Schedule schedule = new Schedule(text.strip().replaceAll("\\s+", " "));
    try {
      // Nobody would notice a job that never runs.
      boolean comesUp = schedule.next(Instant.EPOCH, ZoneOffset.UTC).isPresent();
      return comesUp ? Optional.of(schedule) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The next time strictly after this one. */
  public Optional<Instant> next(Instant after, ZoneId zone) {
    return ExecutionTime.forCron(cron())
        .nextExecution(after.atZone(zone))
        .map(ZonedDateTime::toInstant);
  }

  /** The last time at or before this one. */
  public Optional<Instant> last(Instant until, ZoneId zone) {
    return ExecutionTime.forCron(cron())
        .lastExecution(until.plusMillis(1).atZone(zone))
        .map(ZonedDateTime::toInstant);
  }

  /**
   * The same schedule with minute 0 replaced by one from 1 to 29, derived from the name. Jobs
   * scheduled on the hour would otherwise all start at once, together with everybody else's.
   */
  public Schedule spread(String name) {
    CRC32 hash = new CRC32();
    hash.update(name.getBytes(StandardCharsets.UTF_8));
    return text.startsWith("0 ")
        ? new Schedule(1 + hash.getValue() % 29 + text.substring(1))
        : this;
  }

  /** Parsed on demand: most commands do not need the next due time. */
  private Cron cron() {
    return new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX)).parse(text);
  }
}
