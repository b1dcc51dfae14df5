package io.gapwatch.agent.source.pm2;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Pm2ListTest {
  private static final String APP =
      "{\"name\":\"gateway\",\"pm_id\":3,\"pid\":77,\"monit\":{\"memory\":52428800,\"cpu\":1.5},"
          + "\"pm2_env\":{\"status\":\"online\",\"pm_uptime\":1762308000000,"
          + "\"created_at\":1762300000000,\"restart_time\":567,\"autorestart\":true,"
          + "\"DATABASE_URL\":\"postgres://u:hunter2@db/x\","
          + "\"env\":{\"DATABASE_URL\":\"postgres://u:hunter2@db/x\"}}}";

  private static List<Pm2App> parse(String output) {
    return Pm2List.parse(output).orElseThrow();
  }

  @Test
  void readsWhatIsNeededAndNoSecret() {
    Pm2App app = parse("[" + APP + "]\n").get(0);
    assertThat(app.name()).isEqualTo("gateway");
    assertThat(app.id()).isEqualTo(3);
    assertThat(app.isOnline()).isTrue();
    assertThat(app.startedAt()).contains(Instant.ofEpochSecond(1_762_308_000));
    assertThat(app.restarts()).hasValue(567);
    assertThat(app.reset()).isFalse();
    assertThat(parse("[" + APP.replace("1762300000000", "1762308000001") + "]").get(0).reset())
        .isTrue();
    assertThat(app.memory()).hasValue(52_428_800);
    assertThat(app.cpu()).hasValue(1.5);
    assertThat(app.toString()).doesNotContain("hunter2");
  }

  /** What PM2 7 prints on the same stream before its list. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        """
        [PM2] Spawning PM2 daemon with pm2_home=/home/app/.pm2
        [PM2] PM2 Successfully daemonized
        """,
        """
        \u001b[31m\u001b[1m>>>> In-memory PM2 is out-of-date, do:
        >>>> $ pm2 update\u001b[22m\u001b[39m
        In memory PM2 version: 5.4.3
        Local PM2 version: 7.0.4

        """,
        "[]\n"
      })
  void bannersAreNoList(String banner) {
    assertThat(parse(banner + "[" + APP + "]")).hasSize(1);
  }

  @Test
  void modulesAreNoApps() {
    String module = APP.replace("\"status\"", "\"pmx_module\":true,\"status\"");
    assertThat(parse("[" + module + "," + APP + "]")).hasSize(1);
  }

  @Test
  void anyKeyMayBeMissingOrNull() {
    List<Pm2App> apps =
        parse(
            "[{\"name\":\"a\",\"pm2_env\":{\"status\":\"errored\",\"pm_uptime\":null,"
                + "\"cron_restart\":null,\"monit\":null}},{}]");
    assertThat(apps.get(0).startedAt()).isEmpty();
    assertThat(apps.get(0).restarts()).isEmpty();
    assertThat(apps.get(0).cron()).isEmpty();
    assertThat(apps.get(1).status()).isEqualTo("unknown");
    assertThat(apps.get(1).name()).isEqualTo("without a name");
  }

  @Test
  void zeroOfWhatIsOnlineIsNotKnown() {
    String zero = APP.replace("52428800", "0").replace("1.5", "0");
    assertThat(parse("[" + zero + "]").get(0).memory()).isEmpty();
    assertThat(parse("[" + zero + "]").get(0).cpu()).isEmpty();
    assertThat(parse("[" + zero.replace("online", "stopped") + "]").get(0).memory()).hasValue(0);
  }

  @Test
  void emptyListIsAList() {
    assertThat(parse("[]")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[PM2] Permission denied", "[{\"name\":", "{}", "null"})
  void noListIsUnknown(String output) {
    assertThat(Pm2List.parse(output)).isEmpty();
  }
}
