package io.gapwatch.agent.backup;

import io.gapwatch.agent.config.GapwatchException;

/** A backup could not be written or restored. Existing files are unchanged. */
public final class BackupUnusableException extends GapwatchException {
  private static final long serialVersionUID = 1;

  BackupUnusableException(String message) {
    super(message);
  }

  BackupUnusableException(String message, Throwable cause) {
    super(message, cause);
  }
}
