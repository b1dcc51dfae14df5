package io.gapwatch.infra.deploy;

import static io.gapwatch.infra.deploy.RehearsedHunt.BANNED;
import static io.gapwatch.infra.deploy.RehearsedHunt.CAPACITY;
import static io.gapwatch.infra.deploy.RehearsedHunt.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gapwatch.infra.config.InfraException;
import io.gapwatch.infra.deploy.AccountView.Standing;
import io.gapwatch.infra.deploy.AccountView.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Limits, quotas and refusals, which are believed when the account itself confirms them. */
class HuntRefusalsTest {
  private final RehearsedHunt hunt = new RehearsedHunt();

  @Test
  void aLimitIsBelievedOnlyWhenTheAccountItselfConfirmsIt() {
    String[] hours = RehearsedHunt.times(50, LIMIT);
    assertThat(hunt.run(1, hours)).isEqualTo(3);
    assertThat(hunt.told).contains("A limit is reported that nothing confirms: it has room.");

    hunt.verdict = new Verdict(true, "web has 2 OCPU");
    hunt.asked.clear();
    assertThatThrownBy(() -> hunt.run(2, LIMIT))
        .isInstanceOf(InfraException.class)
        .hasMessage(
            "a limit of the account is used up: web has 2 OCPU; see Compute > Instances, and"
                + " Governance > Limits");
    assertThat(hunt.asked).containsExactly(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "400-LimitExceeded, The following service limits were exceeded: vcn-count.",
        "400-LimitExceeded, Maximum number of vaults reached",
        "400-QuotaExceeded, standard-a1-core-regional-count in policy 'ocid1.quota.oc1..q'",
      })
  void aLimitOfSomethingElseAndAQuotaAreBelievedByTheSameRule(String limit) {
    assertThat(hunt.run(1, limit, limit)).isEqualTo(3);

    hunt.verdict = new Verdict(true, "vcn-count has 0 left of what it allows, 2 are used");
    assertThatThrownBy(() -> hunt.run(1, limit))
        .isInstanceOf(InfraException.class)
        .hasMessageContaining("vcn-count has 0 left of what it allows, 2 are used");
  }

  @Test
  void aDisabledAccountAndAQuotaThatIsConfirmedEndItAtOnce() {
    assertThatThrownBy(() -> hunt.run(1, BANNED)).hasMessageContaining("Do not retry");
    hunt.verdict = new Verdict(true, "standard-a1-core-count has a quota of 0, 0 are used");
    assertThatThrownBy(() -> hunt.run(1, "400-QuotaExceeded, policy ocid1.quota"))
        .hasMessageContaining(
            "a quota policy of the tenancy refuses the VM: standard-a1-core-count");
    assertThat(hunt.pauses).isEmpty();
  }

  @Test
  void aRefusalIsBelievedAtOnceOnlyWhenTheAccountItselfConfirmsIt() {
    hunt.standing = Standing.OPEN;
    assertThat(hunt.run(1, BANNED, BANNED, CAPACITY, BANNED)).isEqualTo(2);
    assertThat(hunt.told)
        .contains("A refusal is reported that the account itself does not confirm.");
    hunt.pauses.clear();
    assertThatThrownBy(() -> hunt.run(1, BANNED, BANNED, BANNED, BANNED, BANNED, BANNED))
        .hasMessageContaining("Do not retry");
    assertThat(hunt.pauses).hasSize(5);

    hunt.standing = Standing.AWAY;
    String[] hours =
        RehearsedHunt.times(50, "401-NotAuthenticated, Failed to verify the HTTP(S) Signature");
    assertThat(hunt.run(1, hours)).isEqualTo(1);
    assertThat(hunt.told)
        .contains("A refusal is reported, and the account itself does not answer.");
  }
}
