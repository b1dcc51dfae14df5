package io.gapwatch.agent.keepalive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gapwatch.agent.history.UsageSnapshot;
import io.gapwatch.agent.keepalive.BurstOutcome.Ending;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleUnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class BurstTest {
  private static final Instant START = Instant.parse("2026-11-21T12:23:00Z");
  private static final Duration LENGTH = Duration.ofMinutes(6);

  private final List<UsageSnapshot> log = new ArrayList<>();

  private BurstOutcome run(SimulatedMachine machine, BooleanSupplier jobRuns) {
    try {
      return new Burst(machine, machine, jobRuns, log::add, machine).run(START, LENGTH, 35);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static SimulatedMachine machine(DoubleUnaryOperator realWork) {
    return new SimulatedMachine(realWork);
  }

  @Test
  void takesAnIdleMachineToItsTarget() {
    BurstOutcome outcome = run(machine(second -> 0), () -> false);

    assertThat(outcome.ending()).isEqualTo(Ending.DONE);
    assertThat(outcome.took()).isEqualTo(LENGTH);
    assertThat(outcome.busyMinutes()).isEqualTo(5);
    assertThat(outcome.mean()).isCloseTo(35, within(0.5));
    assertThat(log)
        .extracting(UsageSnapshot::at)
        .startsWith(START, START.plusSeconds(60))
        .hasSize(7);
  }

  @Property(tries = 100, seed = "1")
  void addsOnlyWhatLacks(@ForAll @DoubleRange(max = 34) double realWork) {
    SimulatedMachine machine = machine(second -> realWork);

    assertThat(run(machine, () -> false).mean()).isCloseTo(35, within(1.0));
    assertThat(machine.ownFrom(0)).isCloseTo(35 - realWork, within(1.0));
  }

  @Property(tries = 100, seed = "1")
  void doesNothingBesideMoreWorkThanItsTarget(
      @ForAll @DoubleRange(min = 38, max = 100) double realWork) {
    SimulatedMachine machine = machine(second -> realWork);

    assertThat(run(machine, () -> false).ending()).isEqualTo(Ending.DONE);
    assertThat(machine.ownFrom(0)).isLessThan(1.0);
  }

  @Test
  void givesWayWithinSecondsWhenWorkArrives() {
    SimulatedMachine machine = machine(second -> second < 120 ? 0 : 70);
    run(machine, () -> false);

    assertThat(machine.ownFrom(0)).isGreaterThan(10);
    assertThat(machine.ownFrom(122)).isLessThan(1);
  }

  @Test
  void waitsForARunningJobAndThenDoesAllOfItsWork() {
    SimulatedMachine machine = machine(second -> 0);
    BurstOutcome outcome = run(machine, () -> machine.seconds() >= 90 && machine.seconds() < 200);

    assertThat(outcome.ending()).isEqualTo(Ending.DONE);
    assertThat(outcome.busyMinutes()).isGreaterThanOrEqualTo(5);
    assertThat(outcome.took()).isBetween(Duration.ofMinutes(8), Duration.ofMinutes(11));
  }

  @Test
  void doesNoWorkWhileAJobRuns() {
    SimulatedMachine machine = machine(second -> 0);
    BurstOutcome outcome = run(machine, () -> true);

    assertThat(outcome.ending()).isEqualTo(Ending.OUT_OF_TIME);
    assertThat(outcome.took()).isEqualTo(LENGTH.multipliedBy(3));
    assertThat(outcome.busyMinutes()).isZero();
    assertThat(machine.ownFrom(0)).isZero();
  }

  @Test
  void countsTheMinutesOfRealWorkToo() {
    SimulatedMachine machine = machine(second -> 25);

    assertThat(run(machine, () -> true).ending()).isEqualTo(Ending.DONE);
    assertThat(machine.ownFrom(0)).isZero();
  }
}
