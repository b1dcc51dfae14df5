package io.gapwatch.agent.http;

import static java.time.temporal.ChronoField.DAY_OF_MONTH;
import static java.time.temporal.ChronoField.DAY_OF_WEEK;
import static java.time.temporal.ChronoField.HOUR_OF_DAY;
import static java.time.temporal.ChronoField.MINUTE_OF_HOUR;
import static java.time.temporal.ChronoField.MONTH_OF_YEAR;
import static java.time.temporal.ChronoField.SECOND_OF_MINUTE;
import static java.time.temporal.ChronoField.YEAR;
import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * The time in a header of HTTP, such as {@code Sun, 06 Nov 1994 08:49:37 GMT}. The JDK's own format
 * drops the zero of a day below ten.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-5.6.7">RFC 9110, section 5.6.7</a>
 */
public final class HttpDate {
  private static final List<String> DAYS = List.of("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun");
  private static final List<String> MONTHS =
      List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");

  private static final DateTimeFormatter FORMAT =
      new DateTimeFormatterBuilder()
          .appendText(DAY_OF_WEEK, numbered(DAYS))
          .appendLiteral(", ")
          .appendValue(DAY_OF_MONTH, 2)
          .appendLiteral(' ')
          .appendText(MONTH_OF_YEAR, numbered(MONTHS))
          .appendLiteral(' ')
          .appendValue(YEAR, 4)
          .appendLiteral(' ')
          .appendValue(HOUR_OF_DAY, 2)
          .appendLiteral(':')
          .appendValue(MINUTE_OF_HOUR, 2)
          .appendLiteral(':')
          .appendValue(SECOND_OF_MINUTE, 2)
          .appendLiteral(" GMT")
          .toFormatter(Locale.ROOT);

  private HttpDate() {}

  /** In UTC, to the second, whatever the language of the machine. */
  public static String of(Instant time) {
    return FORMAT.format(time.atOffset(ZoneOffset.UTC));
  }

  private static Map<Long, String> numbered(List<String> names) {
    return LongStream.rangeClosed(1, names.size())
        .boxed()
        .collect(toMap(identity(), number -> names.get((int) (number - 1))));
  }
}
