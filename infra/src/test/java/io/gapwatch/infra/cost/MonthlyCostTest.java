package io.gapwatch.infra.cost;

import static io.gapwatch.infra.config.SettingsFixture.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.gapwatch.infra.config.InfraException;
import io.gapwatch.infra.config.Settings;
import org.junit.jupiter.api.Test;

class MonthlyCostTest {

  @Test
  void theDefaultStackIsFree() {
    assertThat(CostTable.text(MonthlyCost.of(settings())))
        .isEqualTo(
            """
            | Resource        | Use                           | Free                        | Cost/month |
            | --------------- | ----------------------------- | --------------------------- | ---------- |
            | Compute         | 1 VM with 1 OCPU (A1)         | 2 OCPU (1,500 OCPU hours)   | $0         |
            | Memory          | 6 GB                          | 12 GB (9,000 GB hours)      | $0         |
            | Boot volume     | 50 GB                         | 200 GB of volumes           | $0         |
            | Vault           | DEFAULT vault, 1 software key | software keys without limit | $0         |
            | Secrets         | 4                             | 150 secrets                 | $0         |
            | Object storage  | releases, < 0.1 GB            | 20 GB                       | $0         |
            | Network         | about 10 MB out               | 10 TB out                   | $0         |
            | Healthchecks.io | 1 check                       | 20 checks                   | $0         |
            | Pushover        | a few messages a day          | 10,000 a month, one-time $5 | $0         |
            | MotherDuck      | about 240 queries             | 10 compute hours, 10 GB     | $0         |
            | Total           |                               |                             | $0         |
            2 OCPU (1,500 OCPU hours): as of 2026-06-15, https://docs.oracle.com/en-us/iaas/Content/FreeTier/freetier_topic-Always_Free_Resources.htm
            200 GB of volumes: as of 2026-07-23, https://docs.oracle.com/en-us/iaas/Content/FreeTier/freetier_topic-Always_Free_Resources.htm
            """);
  }

  @Test
  void theWholeOfAlwaysFreeIsStillFree() {
    Settings whole = settings("ocpus", "2", "memoryGbs", "12", "bootVolumeGbs", "200");

    assertThat(MonthlyCost.of(whole).total()).isZero();
    assertThatCode(() -> MonthlyCost.of(whole).check(whole)).doesNotThrowAnyException();
  }

  @Test
  void whatIsBeyondIsRefusedWithItsPrice() {
    Settings beyond = settings("ocpus", "4", "memoryGbs", "24", "bootVolumeGbs", "250");

    assertThatThrownBy(() -> MonthlyCost.of(beyond).check(beyond))
        .isInstanceOf(InfraException.class)
        .hasMessage(
            """
            the stack goes beyond Always Free and would cost about $30.17 a month:
              - Compute: 1 VM with 4 OCPU (A1), free is 2 OCPU (1,500 OCPU hours), about $14.76 a month
              - Memory: 24 GB, free is 12 GB (9,000 GB hours), about $13.28 a month
              - Boot volume: 250 GB, free is 200 GB of volumes, about $2.13 a month
            To do: make it smaller, or allow the cost: pulumi config set allowPaid true""");
  }

  @Test
  void whatIsBeyondIsTakenWhenAllowed() {
    Settings beyond = settings("ocpus", "3", "allowPaid", "true");

    assertThatCode(() -> MonthlyCost.of(beyond).check(beyond)).doesNotThrowAnyException();
    assertThat(MonthlyCost.of(beyond).total()).isCloseTo(7.32, within(0.001));
  }
}
