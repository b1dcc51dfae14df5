package io.gapwatch.infra.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.pulumi.core.Output;
import com.pulumi.core.annotations.Export;
import com.pulumi.core.annotations.Import;
import com.pulumi.exceptions.MissingRequiredPropertyException;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.ResourceArgs;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.gapwatch.infra.oci.budget.BudgetArgs;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ConformanceTest {
  private static final JavaClasses BINDINGS =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.gapwatch.infra.oci");

  private final Conformance conformance = new Conformance(OciSchema.load());

  @Test
  void everyResourceIsAsTheProviderPublishesIt() {
    List<Class<?>> resources =
        BINDINGS.stream()
            .filter(type -> type.isAssignableTo(OciResource.class))
            .filter(type -> !type.isEquivalentTo(OciResource.class))
            .<Class<?>>map(JavaClass::reflect)
            .toList();

    assertThat(resources).hasSizeGreaterThanOrEqualTo(18);
    resources.forEach(conformance::resource);
    assertThat(conformance.problems()).isEmpty();
  }

  @Test
  void everyFunctionIsAsTheProviderPublishesIt() {
    List<Method> functions =
        BINDINGS.stream()
            .filter(type -> type.getSimpleName().endsWith("Functions"))
            .flatMap(type -> Arrays.stream(type.reflect().getDeclaredMethods()))
            .filter(method -> Modifier.isPublic(method.getModifiers()))
            .toList();

    assertThat(functions).hasSizeGreaterThanOrEqualTo(3);
    functions.forEach(conformance::function);
    assertThat(conformance.problems()).isEmpty();
  }

  @Test
  void aMisspeltNameAWrongTypeAndAForgottenRequiredFlagAreFound() {
    conformance.resource(WrongVcn.class);

    assertThat(conformance.problems())
        .containsExactlyInAnyOrder(
            "WrongVcnArgs.compartmentID: no such property",
            "WrongVcnArgs.cidrBlocks: is String, should be List<String>",
            "WrongVcnArgs.displayName: required should be false",
            "WrongVcnArgs: required compartmentId is missing",
            "WrongVcn.status: no such property");
  }

  @Test
  void anUnknownTokenIsFound() {
    assertThat(conformance.resource(UnknownVcn.class).problems())
        .containsExactly("UnknownVcn: unknown token oci:Core/vnc:Vcn");
  }

  @Test
  void aBuilderRefusesAMissingRequiredProperty() {
    assertThatThrownBy(() -> BudgetArgs.builder().compartmentId("c").resetPeriod("MONTHLY").build())
        .isInstanceOf(MissingRequiredPropertyException.class)
        .hasMessageContainingAll("amount", "BudgetArgs");
  }

  @Test
  void thePluginIsAnnouncedAtTheVersionOfTheSchema() throws IOException {
    JsonNode plugin =
        new ObjectMapper().readTree(OciPackage.class.getResource("/com/pulumi/oci/plugin.json"));

    assertThat(OciPackage.version()).isEqualTo(OciSchema.load().version());
    assertThat(plugin.path("version").asText()).isEqualTo(OciPackage.version());
    assertThat(plugin.path("name").asText()).isEqualTo("oci");
    assertThat(plugin.path("resource").asBoolean()).isTrue();
  }

  static final class WrongVcnArgs extends ResourceArgs {
    @Import(name = "compartmentID", required = true)
    @Nullable Output<String> compartmentId;

    @Import(name = "cidrBlocks")
    @Nullable Output<String> cidrBlocks;

    @Import(name = "displayName", required = true)
    @Nullable Output<String> displayName;
  }

  static final class WrongVcn extends OciResource {
    static final String TOKEN = "oci:Core/vcn:Vcn";

    @Export(name = "status", refs = String.class, tree = "[0]")
    @Nullable Output<String> status;

    public WrongVcn(String name, WrongVcnArgs args, CustomResourceOptions options) {
      super(TOKEN, name, args, options);
    }
  }

  static final class UnknownVcn extends OciResource {
    static final String TOKEN = "oci:Core/vnc:Vcn";

    public UnknownVcn(String name, WrongVcnArgs args, CustomResourceOptions options) {
      super(TOKEN, name, args, options);
    }
  }
}
