package io.gapwatch.agent.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** A group was called without one of its commands; its help lists them. */
final class NoCommandException extends ParameterException {
  private static final long serialVersionUID = 1;

  NoCommandException(CommandSpec group) {
    super(group.commandLine(), "missing command");
  }
}
