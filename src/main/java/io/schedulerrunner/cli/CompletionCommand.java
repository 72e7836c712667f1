package io.schedulerrunner.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code runner completion}. */
@Command(
    name = "completion",
    mixinStandardHelpOptions = true,
    description = "Prints a script that completes runner's commands and options in bash or zsh.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  source <(./runner completion)",
      "  ./runner completion > ~/.local/share/bash-completion/completions/runner"
    })
final class CompletionCommand implements Callable<Integer> {

  /** The shells; one script serves both. */
  enum Shell {
    BASH,
    ZSH
  }

  private final Host host;

  @Spec private CommandSpec spec = CommandSpec.create();

  CompletionCommand(Host host) {
    this.host = host;
  }

  @Parameters(
      arity = "0..1",
      paramLabel = "SHELL",
      defaultValue = "bash",
      description = "bash or zsh; the script is the same.")
  void shell(Shell shell) {
    // Only checked: one script serves both.
  }

  @Override
  public Integer call() {
    host.out().print(AutoComplete.bash("runner", spec.root().commandLine()));
    host.out().flush();
    return 0;
  }
}
