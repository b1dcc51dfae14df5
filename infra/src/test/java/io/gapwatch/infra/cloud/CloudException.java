package io.gapwatch.infra.cloud;

/** An error in the words of the real provider. */
final class CloudException extends RuntimeException {
  private static final long serialVersionUID = 1;

  CloudException(String code, String message, String operation) {
    super(
        """
        %s, %s
        Suggestion: Please retry or contact support for help with service: Core Instance
        Operation Name: %s"""
            .formatted(code, message, operation));
  }
}
