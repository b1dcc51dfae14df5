package io.gapwatch.agent.notify.pushover;

import java.time.Duration;

/**
 * What Pushover takes, by pushover.net/api. The channel's keys enforce it, so that {@code config
 * check} finds what the vendor would refuse; what a run writes is cut to it.
 */
public final class PushoverLimits {
  /** Characters of a title. */
  public static final int TITLE = 250;

  /** Characters of a message. */
  public static final int MESSAGE = 1024;

  /** Characters of a link. */
  public static final int LINK = 512;

  /** The priority of an emergency, the highest there is. */
  public static final int EMERGENCY = 2;

  /** The shortest pause between two rings of an emergency. */
  public static final Duration MIN_RETRY = Duration.ofSeconds(30);

  /** When an emergency stops ringing at the latest. */
  public static final Duration MAX_EXPIRE = Duration.ofHours(3);

  /** One device, or several with commas, as a regular expression. */
  public static final String DEVICES = "[A-Za-z0-9_-]{1,25}(,[A-Za-z0-9_-]{1,25})*";

  private PushoverLimits() {}
}
