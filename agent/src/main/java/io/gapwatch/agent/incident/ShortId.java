package io.gapwatch.agent.incident;

import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Five letters for an id, short enough to type on a phone: {@code kbxmd}. They follow from the id
 * alone. No vowel, so that they are no word; no letter that looks like another or like a digit.
 */
public final class ShortId {
  private static final String LETTERS = "bcdfghjkmnpqrstvwxyz";
  private static final int LENGTH = 5;
  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private ShortId() {}

  /** The short form of a ULID. */
  public static String of(String id) {
    long rest = Math.floorMod(spread(id), Long.MAX_VALUE);
    StringBuilder text = new StringBuilder();
    for (int letter = 0; letter < LENGTH; letter++) {
      text.append(LETTERS.charAt((int) (rest % LETTERS.length())));
      rest /= LETTERS.length();
    }
    return text.toString();
  }

  /** Whether an id, or its short form, begins so, whatever the case. */
  public static boolean begins(String id, String prefix) {
    return id.startsWith(prefix.toUpperCase(Locale.ROOT))
        || of(id).startsWith(prefix.toLowerCase(Locale.ROOT));
  }

  /** The same ids, without those whose short form is taken. */
  public static Supplier<String> unlike(Collection<String> taken, Supplier<String> ids) {
    Set<String> shortIds = taken.stream().map(ShortId::of).collect(Collectors.toSet());
    return () -> {
      String id = ids.get();
      while (!shortIds.add(of(id))) {
        id = ids.get();
      }
      return id;
    };
  }

  /** FNV-1a, then the finalizer of MurmurHash3: ids of one run differ in their last letter only. */
  private static long spread(String id) {
    long hash = FNV_OFFSET;
    for (int i = 0; i < id.length(); i++) {
      hash = (hash ^ id.charAt(i)) * FNV_PRIME;
    }
    hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
    hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return hash ^ (hash >>> 33);
  }
}
