package io.gapwatch.agent.config.schema;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How a server may write a value that it was sent: as in an address, in JSON, in hexadecimal or in
 * base64.
 */
final class Spellings {
  /** Paths, RFC 3986, JavaScript, Python. */
  private static final List<String> LEFT_ALONE = List.of("*", "~", "!~*'()", "/~");

  private static final Pattern ESCAPE = Pattern.compile("%[0-9A-F]{2}");

  /** How many characters of base64 depend on what stands before, by the bytes of that modulo 3. */
  private static final int[] SHARED = {0, 2, 3};

  private Spellings() {}

  /** The value itself among them, the longest first. */
  static List<String> of(String value) {
    Stream<String> others =
        Stream.of(
            value.replace("/", "\\/"),
            HexFormat.of().formatHex(value.getBytes(StandardCharsets.UTF_8)));
    return Stream.of(Stream.of(value), others, inAddresses(value), inBase64(value))
        .flatMap(some -> some)
        .distinct()
        .sorted(Comparator.comparing(String::length).reversed())
        .toList();
  }

  private static Stream<String> inAddresses(String value) {
    String form = URLEncoder.encode(value, StandardCharsets.UTF_8);
    return Stream.concat(Stream.of(form), LEFT_ALONE.stream().map(left -> escaped(form, left)))
        .flatMap(
            text ->
                Stream.of(
                    text,
                    ESCAPE.matcher(text).replaceAll(hex -> hex.group().toLowerCase(Locale.ROOT))));
  }

  /** A form as others write it: blanks escaped, and some characters not. */
  private static String escaped(String form, String leftAlone) {
    String text = form.replace("+", "%20");
    return leftAlone
        .chars()
        .mapToObj(Character::toString)
        .reduce(
            leftAlone.contains("*") ? text : text.replace("*", "%2A"),
            (some, each) -> some.replace("%%%02X".formatted((int) each.charAt(0)), each));
  }

  /** What stands before it, such as a user and a colon, shifts it by 0, 1 or 2 bytes. */
  private static Stream<String> inBase64(String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    return IntStream.range(0, SHARED.length)
        .mapToObj(
            shift -> {
              byte[] shifted = new byte[shift + bytes.length];
              System.arraycopy(bytes, 0, shifted, shift, bytes.length);
              // The last characters depend on what stands behind.
              int whole = shifted.length * 4 / 3;
              return Base64.getEncoder().encodeToString(shifted).substring(SHARED[shift], whole);
            })
        .flatMap(text -> Stream.of(text, text.replace('+', '-').replace('/', '_')));
  }
}
