package io.gapwatch.agent.secret.oci;

/** A service of {@link OciCloud} answers with an error. */
final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int status;
  private final String code;

  Refused(int status, String code) {
    super(status + " " + code);
    this.status = status;
    this.code = code;
  }

  int status() {
    return status;
  }

  String code() {
    return code;
  }
}
