package io.gapwatch.agent.notify;

/** Names in a text from data, which must not ring on anybody's phone. */
public final class Names {
  /** Not seen, and no chat takes what follows it for a name. */
  private static final String BREAKS_A_MENTION = "@\u200b";

  private Names() {}

  /** The same to read, but nobody is called by it; longer by one for each {@code @}. */
  public static String callingNobody(String text) {
    return text.replace("@", BREAKS_A_MENTION);
  }
}
