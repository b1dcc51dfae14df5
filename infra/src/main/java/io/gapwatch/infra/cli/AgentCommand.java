package io.gapwatch.infra.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/** A command that does one thing on the VM; its exit code is that of what ran there. */
abstract class AgentCommand implements Callable<Integer> {
  /** The agent runs as a user of its own, which cannot log in. */
  static final String AS_AGENT = "sudo -H -u gapwatch ";

  @Mixin private VmOptions vm = new VmOptions();

  /** What runs on the VM. */
  abstract String command();

  @Override
  public Integer call() {
    return vm.run(command());
  }
}
