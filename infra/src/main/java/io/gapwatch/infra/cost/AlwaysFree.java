package io.gapwatch.infra.cost;

import java.time.LocalDate;
import java.util.Locale;

/**
 * Oracle's Always Free limits and the prices beyond them. They change without notice (A1 was halved
 * in June 2026), so each has its date and its source.
 */
public final class AlwaysFree {
  /** OCPUs of A1 that cost nothing. */
  public static final int A1_OCPUS = 2;

  /** GB of memory of A1 that cost nothing. */
  public static final int A1_MEMORY_GBS = 12;

  private static final String PAGE =
      "https://docs.oracle.com/en-us/iaas/Content/FreeTier/"
          + "freetier_topic-Always_Free_Resources.htm";
  private static final LocalDate CUT = LocalDate.of(2026, 6, 15);
  private static final LocalDate READ = LocalDate.of(2026, 7, 23);

  static final Allowance OCPU_HOURS = hours(A1_OCPUS, "OCPU");
  static final Allowance MEMORY_GB_HOURS = hours(A1_MEMORY_GBS, "GB");
  static final Allowance BLOCK_GB = new Allowance(200, "200 GB of volumes", READ, PAGE);
  static final Allowance SECRETS = new Allowance(150, "150 secrets", READ, PAGE);
  static final Allowance OBJECT_GB = new Allowance(20, "20 GB", READ, PAGE);
  static final Allowance EGRESS_TB = new Allowance(10, "10 TB out", READ, PAGE);

  /** Hours of the longest month: the shape that is free in it is free in all. */
  static final int HOURS = 744;

  /** US dollars, from https://www.oracle.com/cloud/price-list/ as of 2026-10-01. */
  static final double OCPU_HOUR_PRICE = 0.01;

  static final double MEMORY_GB_HOUR_PRICE = 0.0015;

  /** Storage and the balanced performance of a boot volume, per GB and month. */
  static final double BLOCK_GB_PRICE = 0.0255 + 0.017;

  private AlwaysFree() {}

  /** Oracle counts a month as 750 hours. */
  private static Allowance hours(int most, String unit) {
    int hours = most * 750;
    return new Allowance(
        hours,
        String.format(Locale.ROOT, "%d %s (%,d %s hours)", most, unit, hours, unit),
        CUT,
        PAGE);
  }
}
