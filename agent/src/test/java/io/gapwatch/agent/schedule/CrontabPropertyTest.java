package io.gapwatch.agent.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Other people's bytes are what they were. */
class CrontabPropertyTest {
  private static final Path CONFIG = Path.of("/etc/g.yaml");
  private static final String BLOCK =
      "# BEGIN gapwatch /etc/g.yaml\n7 * * * * x\n# END gapwatch /etc/g.yaml\n";
  private static final String OTHER =
      "# BEGIN gapwatch /etc/g.yaml\n8 * * * * y\n# END gapwatch /etc/g.yaml\n";

  @Property(seed = "1")
  void removeUndoesInstall(@ForAll("foreign") byte[] foreign) {
    byte[] installed = Crontab.parse(foreign, CONFIG).with(BLOCK).bytes();
    assertThat(Crontab.parse(installed, CONFIG).without().bytes()).isEqualTo(ended(foreign));
  }

  /** Cron refuses a crontab whose last line does not end. */
  private static byte[] ended(byte[] crontab) {
    String text = latin1(crontab);
    String whole = text.isEmpty() || text.endsWith("\n") ? text : text + "\n";
    return whole.getBytes(StandardCharsets.ISO_8859_1);
  }

  @Property(seed = "1")
  void installTwiceIsInstallOnce(@ForAll("foreign") byte[] foreign) {
    byte[] once = Crontab.parse(foreign, CONFIG).with(BLOCK).bytes();
    assertThat(Crontab.parse(once, CONFIG).with(BLOCK).bytes()).isEqualTo(once);
    assertThat(
            Crontab.parse(Crontab.parse(once, CONFIG).with(OTHER).bytes(), CONFIG)
                .with(BLOCK)
                .bytes())
        .isEqualTo(once);
  }

  @Property(seed = "1")
  void whatIsOnlyReadIsNotChanged(@ForAll("foreign") byte[] foreign) {
    assertThat(Crontab.parse(foreign, CONFIG).bytes()).isEqualTo(foreign);
    assertThat(Crontab.parse(foreign, CONFIG).without().bytes()).isEqualTo(ended(foreign));
  }

  @Property(seed = "1")
  void aBlockBetweenOtherLinesLeavesThem(
      @ForAll("foreign") byte[] above, @ForAll("foreign") byte[] below) {
    String before = latin1(above) + "\n";
    byte[] crontab = (before + OTHER + latin1(below)).getBytes(StandardCharsets.ISO_8859_1);
    assertThat(latin1(Crontab.parse(crontab, CONFIG).with(BLOCK).bytes()))
        .isEqualTo(before + BLOCK + latin1(ended(below)));
    assertThat(latin1(Crontab.parse(crontab, CONFIG).without().bytes()))
        .isEqualTo(before + latin1(ended(below)));
  }

  private static String latin1(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  /** Lines, comments, variables, CRLF, no last line end, any bytes; but never our own markers. */
  @Provide
  Arbitrary<byte[]> foreign() {
    Arbitrary<String> lines =
        Arbitraries.of(
            "0 1 * * * backup",
            "# a comment",
            "MAILTO=me",
            "SHELL=/bin/fish",
            "",
            "  ",
            "\r",
            "* * * * * echo 100\\%",
            "#BEGIN gapwatch",
            " # BEGIN gapwatch",
            "# BEGIN gapwatch",
            "# END gapwatch",
            "# BEGIN gapwatch-staging",
            "# END gapwatch-staging",
            "# BEGIN gapwatch /etc/g.yaml.old",
            "# END gapwatch /etc/other.yaml",
            "caf\u00e9 \u00ff\u0000");
    Arbitrary<String> noise = Arbitraries.strings().withCharRange('\0', '\u00ff').ofMaxLength(40);
    return Arbitraries.frequencyOf(
            net.jqwik.api.Tuple.of(3, lines), net.jqwik.api.Tuple.of(1, noise))
        .list()
        .ofMaxSize(12)
        .flatMap(all -> Arbitraries.of("\n", "\r\n").map(end -> String.join(end, all)))
        .flatMap(text -> Arbitraries.of("", "\n").map(end -> text + end))
        .map(text -> text.getBytes(StandardCharsets.ISO_8859_1));
  }
}
