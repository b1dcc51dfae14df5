package io.gapwatch.agent.config;

import io.gapwatch.agent.config.schema.Key;
import io.gapwatch.agent.config.schema.Kind;
import io.gapwatch.agent.config.schema.Kinds;
import io.gapwatch.agent.config.schema.Settings;
import io.gapwatch.agent.config.schema.Shape;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A part of the day on some days of the week, by the clock on the wall of a zone. One that ends at
 * or before the time of its beginning ends on the day after. Where daylight saving time repeats an
 * hour, both are in it; a time that it leaves out is an hour later.
 *
 * @param days on which it begins
 * @param to exclusive
 */
public record WeeklySpan(Set<DayOfWeek> days, LocalTime from, LocalTime to, ZoneId zone) {
  private static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
  private static final String DAY = "(?:" + String.join("|", DAYS) + ")";

  static final Key<ZoneId> ZONE =
      Key.optional("zone", Kinds.zone(), "the time zone").withDefault("UTC");
  static final Key<LocalTime> FROM = Key.required("from", start(), "when it begins, as 09:00");
  static final Key<LocalTime> TO =
      Key.required("to", time(), "when it ends; at or before from: on the next day");
  private static final Key<List<Set<DayOfWeek>>> ON =
      Key.required("days", someDays(), "the days on which it begins: [mon-fri], [sat, sun]");

  /** Its keys. */
  public static final Shape SHAPE = Shape.of(ON, FROM, TO, ZONE);

  public WeeklySpan {
    days = Set.copyOf(days);
  }

  static WeeklySpan of(Settings settings) {
    return new WeeklySpan(
        together(settings.get(ON)), settings.get(FROM), settings.get(TO), settings.get(ZONE));
  }

  static Set<DayOfWeek> together(List<Set<DayOfWeek>> days) {
    return days.stream().flatMap(Set::stream).collect(Collectors.toUnmodifiableSet());
  }

  /** A list of days and of ranges of days. */
  static Kind<List<Set<DayOfWeek>>> someDays() {
    return Kinds.some(
        Kinds.map(
            Kinds.text(DAY + "(?:-" + DAY + ")?", "a day such as sat, or days such as mon-fri"),
            WeeklySpan::range));
  }

  /** A time of day at which something begins. */
  static Kind<LocalTime> start() {
    return Kinds.map(
        Kinds.text("(?:[01]\\d|2[0-3]):[0-5]\\d", "a time of day such as \"09:00\""),
        LocalTime::parse);
  }

  /** A time of day at which something ends. */
  static Kind<LocalTime> time() {
    return Kinds.map(
        Kinds.text("(?:[01]\\d|2[0-3]):[0-5]\\d|24:00", "a time of day such as \"09:00\""),
        text -> text.equals("24:00") ? LocalTime.MIDNIGHT : LocalTime.parse(text));
  }

  private static Set<DayOfWeek> range(String written) {
    DayOfWeek first = DayOfWeek.of(DAYS.indexOf(written.substring(0, 3)) + 1);
    int last = DAYS.indexOf(written.substring(written.length() - 3)) + 1;
    return IntStream.rangeClosed(0, Math.floorMod(last - first.getValue(), 7))
        .mapToObj(first::plus)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** When the span that this moment is in ends; empty outside. */
  public Optional<Instant> endOf(Instant now) {
    LocalDate today = now.atZone(zone).toLocalDate();
    return Stream.of(today.minusDays(1), today)
        .filter(day -> days.contains(day.getDayOfWeek()))
        .filter(day -> !now.isBefore(start(day)) && now.isBefore(end(day)))
        .map(this::end)
        .max(Instant::compareTo);
  }

  /** When it next begins, after this moment. */
  public Instant nextStart(Instant now) {
    LocalDate today = now.atZone(zone).toLocalDate();
    return IntStream.rangeClosed(0, 8)
        .mapToObj(today::plusDays)
        .filter(day -> days.contains(day.getDayOfWeek()))
        // In spring nothing may be left of a short one.
        .filter(day -> start(day).isBefore(end(day)))
        .map(this::start)
        .filter(now::isBefore)
        .findFirst()
        .orElseThrow();
  }

  /** The span that this moment is in, or else the next. */
  MaintenanceConfig.Once atOrAfter(Instant now) {
    LocalDate today = now.atZone(zone).toLocalDate();
    return IntStream.rangeClosed(-1, 8)
        .mapToObj(today::plusDays)
        .filter(day -> days.contains(day.getDayOfWeek()))
        .filter(day -> now.isBefore(end(day)) && start(day).isBefore(end(day)))
        .map(day -> new MaintenanceConfig.Once(start(day), endOf(now).orElse(end(day))))
        .findFirst()
        .orElseThrow();
  }

  private Instant start(LocalDate day) {
    return day.atTime(from).atZone(zone).toInstant();
  }

  private Instant end(LocalDate day) {
    LocalDate last = to.isAfter(from) ? day : day.plusDays(1);
    return last.atTime(to).atZone(zone).withLaterOffsetAtOverlap().toInstant();
  }
}
