package io.gapwatch.infra.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gapctl completion}. */
@Command(
    name = "completion",
    description = {
      "Prints a script that lets your shell complete commands and options, or a man page.",
      "  source <(gapctl completion bash)     in ~/.bashrc for all shells",
      "  source <(gapctl completion zsh)      likewise, in ~/.zshrc behind compinit",
      "  gapctl completion man > gapctl.1     read it with: man ./gapctl.1"
    },
    mixinStandardHelpOptions = true)
final class CompletionCommand implements Callable<Integer> {
  /** A shell that has completion, or the reader of manuals. */
  enum Shell {
    bash,
    zsh,
    man
  }

  @Parameters(paramLabel = "SHELL", description = "${COMPLETION-CANDIDATES}.")
  private Shell shell = Shell.bash;

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    if (shell == Shell.man) {
      out.print(ManPage.of(spec.commandLine().getParent()));
      out.flush();
      return GapctlCommand.OK;
    }
    // It is read, not run.
    String script =
        AutoComplete.bash("gapctl", spec.commandLine().getParent()).replaceFirst("^#!.*\n", "");
    out.print(shell == Shell.zsh ? zsh(script) : script);
    out.flush();
    return GapctlCommand.OK;
  }

  /**
   * Read at the start or autoloaded; the latter happens at the first Tab, which a script that only
   * defines functions would leave without an answer. What bash calls compopt, zsh does not have.
   */
  private static String zsh(String bash) {
    return """
    #compdef gapctl
    autoload -U +X bashcompinit && bashcompinit
    (( $+functions[compopt] )) || compopt() { :; }
    %s
    if (( $funcstack[(I)_gapctl] )); then _bash_complete -o default -F _complete_gapctl; fi
    """
        .formatted(bash);
  }
}
