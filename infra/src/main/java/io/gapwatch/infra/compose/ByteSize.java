package io.gapwatch.infra.compose;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sizes as Docker reads them (docker/go-units, {@code RAMInBytes}): every unit is binary, in any
 * case, with or without {@code b} or {@code ib}; no unit is bytes.
 */
public final class ByteSize {
  private static final Pattern FORM =
      Pattern.compile(
          "\\+?((?:[0-9]*\\.?[0-9]+|[0-9]+\\.)(?:e[-+]?[0-9]{1,3})?) ?(b|([kmgtp])(i?b)?)?");
  private static final Map<String, Integer> POWERS =
      Map.of("k", 10, "m", 20, "g", 30, "t", 40, "p", 50);

  private ByteSize() {}

  /** The size in bytes; nothing when it is none. */
  public static OptionalLong parse(String text) {
    Matcher matcher = FORM.matcher(text.toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      return OptionalLong.empty();
    }
    BigDecimal number = new BigDecimal(matcher.group(1));
    String unit = matcher.group(3);
    BigDecimal bytes =
        unit == null
            ? number
            : number.multiply(BigDecimal.valueOf(1L << POWERS.getOrDefault(unit, 0)));
    return bytes.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0
        ? OptionalLong.empty()
        : OptionalLong.of(bytes.longValue());
  }

  /** In whole MiB with thousands apart, or with one decimal when it is less than ten. */
  static String mebibytes(long bytes) {
    double mebibytes = bytes / (double) (1 << 20);
    return String.format(Locale.ROOT, mebibytes < 10 ? "%,.1f MiB" : "%,.0f MiB", mebibytes);
  }
}
