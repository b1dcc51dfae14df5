package io.gapwatch.infra.stack;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Oracle's and its provider's words for the first failures, with a cause and a way out for people.
 */
public enum OracleFailure {
  NO_CREDENTIALS(
      "did not find a proper configuration|can not create client, bad configuration",
      "there are no OCI credentials on this machine, or they are incomplete",
      "make an API key in the console (your profile > API keys > Add), and save the text that it"
          + " shows as ~/.oci/config"),
  WRONG_CLOCK(
      "allowed clock skew",
      "this machine's clock differs from Oracle's by minutes (401-NotAuthenticated, not within"
          + " allowed clock skew)",
      "set the clock (timedatectl set-ntp true), then the same command again"),
  WRONG_KEY(
      "401-NotAuthenticated|NotAuthenticated",
      "Oracle refuses the API key (401-NotAuthenticated)",
      "compare user, tenancy, fingerprint, key_file and region in ~/.oci/config with the console"
          + " (your profile > API keys), and this machine's clock with the time; gapctl doctor asks"
          + " again"),
  WRONG_COMPARTMENT(
      "404-NotAuthorizedOrNotFound",
      "Oracle finds no such thing, or this user has no right to it (404-NotAuthorizedOrNotFound)",
      "compare gapwatch:compartmentId and the region with the console; the user's group needs to"
          + " manage all-resources in the compartment, and to use dynamic groups, policies and"
          + " budgets in the tenancy"),
  /** Of the state's backend or of a plugin: the region has no part in it. */
  UNKNOWN_NAME(
      "lookup (?!\\S*(?:oracle|-oci|kms))\\S+\\.[^\\n]*no such host",
      "a name on the network is unknown here (no such host)",
      "check this machine's network and its DNS"),
  WRONG_REGION(
      "no such host",
      "an address of Oracle is unknown here (no such host)",
      "check this machine's network, and the region in ~/.oci/config"),
  CAPACITY(
      "Out of host capacity",
      "no host is free in this availability domain (Out of host capacity)",
      "wait for one: scripts/gapctl up --hunt"),
  LIMIT(
      "LimitExceeded",
      "Oracle says that a limit of the account is used up (LimitExceeded), which it also says wrongly"
          + " while hosts are scarce",
      "see whether anything has it: scripts/gapctl doctor, or Governance > Limits in the console; if"
          + " not, scripts/gapctl up --hunt"),
  BUCKET_NOT_EMPTY(
      "BucketNotEmpty",
      "the bucket holds what this stack did not put there (409-BucketNotEmpty)",
      "scripts/gapctl destroy lists it, and removes it with the rest"),
  NAME_TAKEN(
      "400-InvalidParameter, name already exists",
      "a secret of this name waits for its deletion (400-InvalidParameter, name already exists)",
      "cancel that in the console (Vault > Secrets), then import it as docs/deploy.md says; or take"
          + " another name");

  private final Pattern words;
  private final String cause;
  private final String way;

  OracleFailure(String words, String cause, String way) {
    this.words = Pattern.compile(words);
    this.cause = cause;
    this.way = way;
  }

  /** The first that fits what was printed. */
  public static Optional<OracleFailure> in(String printed) {
    return Arrays.stream(values()).filter(each -> each.words.matcher(printed).find()).findFirst();
  }

  /** One line of cause, and one of what to do. */
  public String text() {
    return "%s%nTo do: %s".formatted(cause, way);
  }
}
