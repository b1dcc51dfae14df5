package io.gapwatch.infra.compose;

/**
 * A file in the shape of the one that the ORACLE1 guide was written for: 43 services with the
 * standard template, five small ones and three for monitoring, merged by anchors.
 */
final class OracleOne {
  private OracleOne() {}

  static String file() {
    StringBuilder text =
        new StringBuilder(
            """
            version: '3.9'
            x-arm-resources: &arm-resources
              deploy:
                resources:
                  limits: {memory: 400M, cpus: '0.07'}
                  reservations: {memory: 128M, cpus: '0.02'}
            x-arm-small-resources: &arm-small-resources
              deploy:
                resources:
                  limits: {memory: 200M, cpus: '0.04'}
                  reservations: {memory: 64M, cpus: '0.01'}
            x-arm-monitoring-resources: &arm-monitoring-resources
              deploy:
                resources:
                  limits: {memory: 1G, cpus: '0.2'}
                  reservations: {memory: 512M, cpus: '0.05'}
            services:
            """);
    services(text, 43, "worker", "arm-resources");
    services(text, 5, "small", "arm-small-resources");
    services(text, 3, "monitoring", "arm-monitoring-resources");
    return text.toString();
  }

  private static void services(StringBuilder text, int count, String name, String template) {
    for (int i = 1; i <= count; i++) {
      text.append(
          "  %s-%d:\n    image: example/%1$s:latest\n    <<: *%s\n".formatted(name, i, template));
    }
  }
}
