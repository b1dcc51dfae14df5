package io.gapwatch.infra.config;

/**
 * The VM.
 *
 * @param availabilityDomain which of the region's domains, counted from 1
 * @param memoryGbs memory in GB
 * @param bootVolumeGbs size of the disk in GB
 * @param ubuntuVersion as in {@code 24.04}
 */
public record Machine(
    int availabilityDomain, int ocpus, int memoryGbs, int bootVolumeGbs, String ubuntuVersion) {
  public static final String SHAPE = "VM.Standard.A1.Flex";
}
