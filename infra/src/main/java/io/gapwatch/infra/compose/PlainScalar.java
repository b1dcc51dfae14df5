package io.gapwatch.infra.compose;

import java.math.BigInteger;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an unquoted scalar means to the YAML library of Compose and Prometheus: YAML 1.2 with the
 * numbers of 1.1, so that {@code 010} is eight and {@code 1_000} a thousand.
 */
final class PlainScalar {
  private static final Pattern FLOAT =
      Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
  private static final Pattern INTEGER =
      Pattern.compile("[-+]?(0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO]?[0-7]+|0|[1-9][0-9]*)");

  private PlainScalar() {}

  static @Nullable Object value(String text) {
    return switch (text) {
      case "", "~", "null", "Null", "NULL" -> null;
      case "true", "True", "TRUE" -> true;
      case "false", "False", "FALSE" -> false;
      case ".inf", ".Inf", ".INF", "+.inf" -> Double.POSITIVE_INFINITY;
      case "-.inf", "-.Inf", "-.INF" -> Double.NEGATIVE_INFINITY;
      case ".nan", ".NaN", ".NAN" -> Double.NaN;
      default -> number(text);
    };
  }

  private static Object number(String text) {
    String plain = text.replace("_", "");
    if (INTEGER.matcher(plain).matches()) {
      BigInteger whole = whole(plain);
      if (whole.bitLength() < Long.SIZE) {
        return whole.longValue();
      }
    }
    return FLOAT.matcher(plain).matches() ? Double.valueOf(plain) : text;
  }

  private static BigInteger whole(String plain) {
    boolean signed = plain.startsWith("-") || plain.startsWith("+");
    String digits = (signed ? plain.substring(1) : plain).toLowerCase(Locale.ROOT);
    BigInteger size;
    if (digits.startsWith("0x")) {
      size = new BigInteger(digits.substring(2), 16);
    } else if (digits.startsWith("0b")) {
      size = new BigInteger(digits.substring(2), 2);
    } else if (digits.startsWith("0o")) {
      size = new BigInteger(digits.substring(2), 8);
    } else if (digits.startsWith("0") && digits.length() > 1) {
      size = new BigInteger(digits, 8);
    } else {
      size = new BigInteger(digits);
    }
    return plain.startsWith("-") ? size.negate() : size;
  }
}
