package io.gapwatch.agent.source.http;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;

/**
 * The text of an answer. What is compressed is unpacked, as far as the bound; what cannot be read
 * as the text that it says it is, is no text: a word found in it would be chance.
 *
 * @param text empty where it is not readable
 * @param whole whether that is all of it
 * @param unreadable why it is no text; empty where it is
 */
record Body(String text, boolean whole, Optional<String> unreadable) {
  private static final Pattern CHARSET =
      Pattern.compile("(?i);\\s*charset\\s*=\\s*\"?([^\";\\s]+)\"?");
  private static final byte[] BOM = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  /** A part of it that was unpacked. */
  private record Bytes(ByteBuffer bytes, boolean whole) {}

  /**
   * Reads it.
   *
   * @param whole whether these bytes are all that was sent
   */
  static Body of(byte[] sent, boolean whole, Map<String, String> headers) {
    String encoding = headers.getOrDefault("Content-Encoding", "").strip().toLowerCase(Locale.ROOT);
    try {
      return switch (encoding) {
        case "", "identity" -> text(new Bytes(ByteBuffer.wrap(sent), whole), headers);
        case "gzip", "x-gzip" ->
            text(unpacked(new GZIPInputStream(new ByteArrayInputStream(sent)), whole), headers);
        case "deflate" ->
            text(unpacked(new InflaterInputStream(new ByteArrayInputStream(sent)), whole), headers);
        default ->
            unreadable(
                "the body is compressed, although that was not asked for: " + shown(encoding));
      };
    } catch (IOException e) {
      return sent.length == 0
          ? new Body("", whole, Optional.empty())
          : unreadable("the body is said to be " + encoding + ", and is not");
    }
  }

  private static Body unreadable(String why) {
    return new Body("", false, Optional.of(why));
  }

  private static String shown(String name) {
    return name.replaceAll("[^\\w, .-]", "?").substring(0, Math.min(40, name.length()));
  }

  private static Bytes unpacked(InputStream in, boolean whole) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    try {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        int room = HttpSession.MOST_READ - out.size();
        out.write(buffer, 0, Math.min(read, room));
        if (read > room) {
          return new Bytes(ByteBuffer.wrap(out.toByteArray()), false);
        }
      }
    } catch (EOFException e) {
      if (whole) {
        throw e;
      }
    }
    return new Bytes(ByteBuffer.wrap(out.toByteArray()), whole);
  }

  private static Body text(Bytes body, Map<String, String> headers) {
    Matcher named = CHARSET.matcher(headers.getOrDefault("Content-Type", ""));
    boolean isNamed = named.find();
    String name = isNamed ? named.group(1) : "UTF-8";
    Optional<Charset> charset = charset(name);
    if (charset.isEmpty()) {
      return unreadable("the body is said to be " + shown(name) + ", which is not known here");
    }
    return decoded(body, charset.get())
        .map(text -> new Body(text, body.whole, Optional.empty()))
        .orElseGet(
            () ->
                unreadable(
                    isNamed
                        ? "the body is said to be " + shown(name) + ", and is not"
                        : "the body is not UTF-8, and no charset is named"));
  }

  private static Optional<Charset> charset(String name) {
    try {
      return Optional.of(Charset.forName(name));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Empty if some of it is not in this charset; the end of a cut body may be half a letter. */
  private static Optional<String> decoded(Bytes body, Charset charset) {
    boolean marked = charset.equals(StandardCharsets.UTF_8) && startsWith(body.bytes, BOM);
    ByteBuffer in = body.bytes.duplicate().position(marked ? BOM.length : 0);
    CharsetDecoder decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    CharBuffer out =
        CharBuffer.allocate((int) Math.ceil((in.remaining() + 1) * decoder.maxCharsPerByte()) + 1);
    CoderResult result = decoder.decode(in, out, body.whole);
    if (!result.isError() && body.whole) {
      result = decoder.flush(out);
    }
    return result.isError() ? Optional.empty() : Optional.of(out.flip().toString());
  }

  private static boolean startsWith(ByteBuffer bytes, byte[] mark) {
    return bytes.remaining() >= mark.length
        && bytes.duplicate().limit(mark.length).equals(ByteBuffer.wrap(mark));
  }
}
