package io.gapwatch.agent.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "completion",
    description =
        "Print a script that lets your shell complete commands and options, or a man page.",
    footer = {
      "",
      "Examples:",
      "  source <(gapwatch completion bash)     for this shell; in ~/.bashrc for all",
      "  source <(gapwatch completion zsh)      likewise, in ~/.zshrc behind compinit",
      "  gapwatch completion man > gapwatch.1   read it with: man ./gapwatch.1"
    })
final class CompletionCommand implements Callable<Integer> {
  enum Shell {
    bash,
    zsh,
    man
  }

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "bash|zsh|man", description = "Your shell, or man for gapwatch(1).")
  private Shell shell = Shell.bash;

  @Override
  public Integer call() {
    CommandLine root = spec.root().commandLine();
    if (shell == Shell.man) {
      spec.commandLine().getOut().print(ManPage.of(root, "Gapwatch"));
      spec.commandLine().getOut().flush();
      return ExitCode.OK;
    }
    // It is read, not run.
    String script = AutoComplete.bash(root.getCommandName(), root).replaceFirst("^#!.*\n", "");
    spec.commandLine().getOut().print(shell == Shell.zsh ? zsh(script) : script);
    spec.commandLine().getOut().flush();
    return ExitCode.OK;
  }

  /**
   * Read at the start or autoloaded; the latter happens at the first Tab, which a script that only
   * defines functions would leave without an answer. What bash calls compopt, zsh does not have.
   */
  private static String zsh(String bash) {
    return """
    #compdef gapwatch
    autoload -U +X bashcompinit && bashcompinit
    (( $+functions[compopt] )) || compopt() { :; }
    %s
    if [[ $funcstack[1] = _gapwatch ]]; then _bash_complete -o default -F _complete_gapwatch; fi
    """
        .formatted(bash);
  }
}
