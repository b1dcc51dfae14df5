package io.gapwatch.infra.tenancy;

import io.gapwatch.infra.config.InfraException;

/** Oracle answered, and refused. */
public final class RefusedException extends InfraException {
  private static final long serialVersionUID = 1;

  /** How Oracle says that the time in a signature is minutes off. */
  private static final String CLOCK = "allowed clock skew";

  private static final String CLOCK_ADVICE =
      ": this machine's clock is not within the allowed clock skew; set it (timedatectl set-ntp"
          + " true)";

  private final int status;

  RefusedException(Service service, int status, String code, String message) {
    super(
        "%s answered %d-%s%s"
            .formatted(
                service, status, code, message.contains(CLOCK) ? CLOCK_ADVICE : advice(status)));
    this.status = status;
  }

  /** Of HTTP. */
  public int status() {
    return status;
  }

  private static String advice(int status) {
    return switch (status) {
      case 401 ->
          ": the API key is refused; compare user, tenancy, fingerprint and key_file in"
              + " ~/.oci/config with the console (your profile > API keys), and this machine's"
              + " clock with the time";
      case 404 ->
          ": it is not there, or this user may not see it; compare the OCID, the region and the"
              + " user's group";
      case 429 -> ": asked too often; try again in a few minutes";
      default -> status >= 500 ? "; try again in a minute" : "";
    };
  }
}
