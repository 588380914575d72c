package org.esgrima;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The house as designed: a package uses only packages that stand before it in this list. */
class ArchitectureTest {
  private static final List<String> PACKAGES =
      List.of(
          "runtime", // a module of its own
          "io",
          "data",
          "torch",
          "optim",
          "augment",
          "nn",
          "architecture",
          "objective",
          "run",
          "metric",
          "report",
          "train",
          "latent",
          "evaluate",
          "tournament",
          "reproduce",
          "export");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.esgrima");

  @Test
  void packagesUseOnlyThoseAboveThem() {
    LayeredArchitecture house =
        layeredArchitecture().consideringOnlyDependenciesInAnyPackage("org.esgrima..");
    house = house.layer("esgrima").definedBy("org.esgrima");
    for (String name : PACKAGES) {
      house = house.optionalLayer(name).definedBy("org.esgrima." + name + "..");
    }
    for (int i = 0; i < PACKAGES.size(); i++) {
      String[] below = PACKAGES.subList(i + 1, PACKAGES.size()).toArray(String[]::new);
      house =
          below.length == 0
              ? house.whereLayer(PACKAGES.get(i)).mayNotBeAccessedByAnyLayer()
              : house.whereLayer(PACKAGES.get(i)).mayOnlyBeAccessedByLayers(below);
    }
    house.check(CLASSES);
  }

  @Test
  void onlyTorchNamesTheBinding() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.esgrima.torch..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.bytedeco..")
        .check(CLASSES);
  }

  @Test
  void dataNetworksAndLossesDoNotKnowFurtherThanTheyMust() {
    noClasses()
        .that()
        .resideInAPackage("org.esgrima.data..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.esgrima.torch..")
        .because("loader threads hand over bytes, never tensors")
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAnyPackage("org.esgrima.architecture..", "org.esgrima.objective..")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("org.esgrima.data.Dataset")
        .because("the generator has no way to real samples")
        .check(CLASSES);
  }
}
