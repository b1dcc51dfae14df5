package io.gapwatch.agent.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Cold starts, compared with the script of the OCI MotherDuck monitor's guide: {@code scripts/bench
 * start [--quick]}.
 */
final class StartBench {
  private static final int ROUNDS = 11;

  private StartBench() {}

  /**
   * Arguments: a folder to work in, the document, our launcher, Python with the script's packages,
   * the folder of the scripts, a line that tells versions, and {@code --quick} or nothing.
   */
  public static void main(String[] args) throws Exception {
    Locale.setDefault(Locale.ROOT);
    Path folder = Path.of(args[0]).toAbsolutePath();
    Path gapwatch = Path.of(args[2]);
    Path python = Path.of(args[3]);
    Path scripts = Path.of(args[4]);
    boolean quick = List.of(args).contains("--quick");
    try (StartStage stage = new StartStage(folder)) {
      ColdRounds rounds =
          new ColdRounds(
              System.out, new ColdProcess(python, scripts.resolve("measure.py"), folder));
      List<Contender> all = stage.contenders(gapwatch, python, scripts.resolve("guide_monitor.py"));
      String text =
          Machine.describe(args[5])
              + "\n\n"
              + ColdRounds.table(
                  rounds.measure(stage::refresh, all, quick ? 3 : ROUNDS), "the script's");
      System.out.println(text);
      if (!quick) {
        new Document(Path.of(args[1])).replace("start", text);
      }
    }
  }
}
