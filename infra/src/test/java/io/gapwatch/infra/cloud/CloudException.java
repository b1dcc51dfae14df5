package io.gapwatch.infra.cloud;

/** An error in the words of the real provider. */
final class CloudException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String code;

  CloudException(String code, String message, String operation) {
    super(
        """
        %s, %s
        Suggestion: Please retry or contact support for help with service: Core Instance
        Operation Name: %s\
        """
            .formatted(code, message, operation));
    this.code = code;
  }

  boolean isTooOften() {
    return code.startsWith("429-");
  }
}
