package io.gapwatch.agent.notify.web;

import io.gapwatch.agent.config.schema.Secret;
import io.gapwatch.agent.notify.TextLimit;
import io.gapwatch.agent.text.Lines;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Quotes what a vendor says: on one line, not too long, and without what it echoes of ours. */
public final class VendorWords {
  private static final TextLimit LIMIT = new TextLimit(200);

  /** A shorter part of an address is not what guards it, and may be a word. */
  private static final int SHORTEST_SECRET = 6;

  private final List<Secret> secrets;

  /** With secrets that a vendor may echo; those within another are redacted after it. */
  public VendorWords(List<Secret> secrets) {
    this.secrets =
        secrets.stream()
            .flatMap(VendorWords::withoutScheme)
            .sorted(Comparator.comparing(Secret::length).reversed())
            .toList();
  }

  /** Of {@code Bearer TOKEN} the token as well. */
  private static Stream<Secret> withoutScheme(Secret secret) {
    return Stream.of(secret, new Secret(secret.reveal().strip().replaceFirst("(?s)^.* ", "")));
  }

  /** For a vendor whose address is the secret: it may echo the whole or a part. */
  public static VendorWords without(URI address) {
    List<String> parts = new ArrayList<>(List.of(address.toString()));
    String path = String.valueOf(address.getRawPath());
    parts.add(path);
    parts.addAll(List.of(path.split("/")));
    if (address.getRawQuery() != null) {
      parts.add(address.getRawQuery());
      parts.addAll(List.of(address.getRawQuery().split("[&=]")));
    }
    if (address.getRawUserInfo() != null) {
      parts.addAll(List.of(address.getRawUserInfo().split(":")));
    }
    return new VendorWords(
        parts.stream().filter(part -> part.length() >= SHORTEST_SECRET).map(Secret::new).toList());
  }

  /** The same with further secrets. */
  public VendorWords and(List<Secret> more) {
    List<Secret> all = new ArrayList<>(secrets);
    all.addAll(more);
    return new VendorWords(all);
  }

  /** What it says, for people. */
  public String quote(String said) {
    String text = said;
    for (Secret secret : secrets) {
      text = secret.redactFrom(text);
    }
    return LIMIT.cut(Lines.oneLine(text));
  }
}
