package io.gapwatch.infra.stack;

import com.pulumi.core.Output;
import com.pulumi.exceptions.RunException;
import io.gapwatch.infra.config.Machine;
import io.gapwatch.infra.config.Settings;
import io.gapwatch.infra.oci.core.CoreFunctions;
import io.gapwatch.infra.oci.core.inputs.GetImagesArgs;
import io.gapwatch.infra.oci.core.outputs.GetImagesImage;
import io.gapwatch.infra.oci.identity.IdentityFunctions;
import io.gapwatch.infra.oci.identity.inputs.GetAvailabilityDomainsArgs;
import io.gapwatch.infra.oci.identity.outputs.GetAvailabilityDomainsAvailabilityDomain;
import java.util.List;

/**
 * Questions that the VM's creation needs answered: where it goes, and from which image. They are
 * answered after the program has ended, hence a {@link RunException}: of others Pulumi prints the
 * stack as well.
 */
final class Placement {
  private Placement() {}

  static Output<String> availabilityDomain(Settings settings) {
    int wanted = settings.machine().availabilityDomain();
    return IdentityFunctions.getAvailabilityDomains(
            GetAvailabilityDomainsArgs.builder()
                .compartmentId(settings.account().tenancyId())
                .build())
        .applyValue(result -> domain(result.availabilityDomains(), wanted));
  }

  static Output<String> newestImage(Settings settings) {
    String version = settings.machine().ubuntuVersion();
    return CoreFunctions.getImages(
            GetImagesArgs.builder()
                .compartmentId(settings.account().tenancyId())
                .operatingSystem("Canonical Ubuntu")
                .operatingSystemVersion(version)
                .shape(Machine.SHAPE)
                .sortBy("TIMECREATED")
                .sortOrder("DESC")
                .build())
        .applyValue(result -> newest(result.images(), version));
  }

  private static String domain(List<GetAvailabilityDomainsAvailabilityDomain> domains, int wanted) {
    if (wanted > domains.size()) {
      throw new RunException(
          "the region has %d availability domains, so there is no number %d: pulumi config set availabilityDomain 1"
              .formatted(domains.size(), wanted));
    }
    return domains.get(wanted - 1).name();
  }

  private static String newest(List<GetImagesImage> images, String version) {
    if (images.isEmpty()) {
      throw new RunException(
          "the region has no image of Canonical Ubuntu %s for %s: pulumi config set ubuntuVersion"
              .formatted(version, Machine.SHAPE));
    }
    return images.get(0).id();
  }
}
