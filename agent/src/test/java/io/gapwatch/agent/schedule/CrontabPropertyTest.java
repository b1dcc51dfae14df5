package io.gapwatch.agent.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Other people's bytes are what they were. */
class CrontabPropertyTest {
  private static final String BLOCK = "# BEGIN gapwatch\n7 * * * * x\n# END gapwatch\n";
  private static final String OTHER = "# BEGIN gapwatch\n8 * * * * y\n# END gapwatch\n";

  @Property
  void removeUndoesInstall(@ForAll("foreign") byte[] foreign) {
    byte[] installed = Crontab.parse(foreign).with(BLOCK).bytes();
    assertThat(Crontab.parse(installed).without().bytes()).isEqualTo(foreign);
  }

  @Property
  void installTwiceIsInstallOnce(@ForAll("foreign") byte[] foreign) {
    byte[] once = Crontab.parse(foreign).with(BLOCK).bytes();
    assertThat(Crontab.parse(once).with(BLOCK).bytes()).isEqualTo(once);
    assertThat(Crontab.parse(Crontab.parse(once).with(OTHER).bytes()).with(BLOCK).bytes())
        .isEqualTo(once);
  }

  @Property
  void whatIsOnlyReadIsNotChanged(@ForAll("foreign") byte[] foreign) {
    assertThat(Crontab.parse(foreign).bytes()).isEqualTo(foreign);
    assertThat(Crontab.parse(foreign).without().bytes()).isEqualTo(foreign);
  }

  @Property
  void aBlockBetweenOtherLinesLeavesThem(
      @ForAll("foreign") byte[] above, @ForAll("foreign") byte[] below) {
    String before = latin1(above) + "\n";
    byte[] crontab = (before + OTHER + latin1(below)).getBytes(StandardCharsets.ISO_8859_1);
    assertThat(latin1(Crontab.parse(crontab).with(BLOCK).bytes()))
        .isEqualTo(before + BLOCK + latin1(below));
    assertThat(latin1(Crontab.parse(crontab).without().bytes())).isEqualTo(before + latin1(below));
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
            "caf\u00e9 \u00ff\u0000");
    Arbitrary<String> noise = Arbitraries.strings().withCharRange('\0', '\u00ff').ofMaxLength(40);
    return Arbitraries.frequencyOf(
            net.jqwik.api.Tuple.of(3, lines), net.jqwik.api.Tuple.of(1, noise))
        .list()
        .ofMaxSize(12)
        .flatMap(all -> Arbitraries.of("\n", "\r\n").map(end -> String.join(end, all)))
        .flatMap(text -> Arbitraries.of("", "\n").map(end -> text + end))
        .filter(text -> ("\n" + text).indexOf("\n# BEGIN gapwatch") < 0)
        .filter(text -> ("\n" + text).indexOf("\n# END gapwatch") < 0)
        .map(text -> text.getBytes(StandardCharsets.ISO_8859_1));
  }
}
