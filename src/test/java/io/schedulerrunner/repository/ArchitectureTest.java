package io.schedulerrunner.repository;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** What may use what, and what no code of the product does. */
final class ArchitectureTest {

  private static final String ROOT = "io.schedulerrunner";
  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  /** Main and Application: the only place that wires, and meets the outside world. */
  private static final DescribedPredicate<JavaClass> WIRING = resideInAPackage(ROOT);

  @Test
  void packagesUseOnlyWhatIsBelowThem() {
    check(classes().should(useOnlyPackagesBelowTheirOwn()));
  }

  @Test
  void packagesAreFreeOfCycles() {
    check(slices().matching(ROOT + ".(**)").should().beFreeOfCycles());
  }

  @Test
  void everyPackageIsNullMarked() {
    check(classes().should(liveInNullMarkedPackages()));
  }

  @Test
  void onlyTelemetrySeesMoreOfOpenTelemetryThanItsApi() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + ".telemetry..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.opentelemetry.sdk..", "io.opentelemetry.exporter.."));
  }

  @Test
  void nothingLogsThroughTheJdk() {
    check(NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING);
  }

  @Test
  void onlyTheWiringTouchesTheStandardStreams() {
    check(
        noClasses()
            .that(DescribedPredicate.not(WIRING))
            .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS));
  }

  @Test
  void nothingPrintsStackTraces() {
    check(
        noClasses()
            .should()
            .callMethodWhere(
                target(owner(JavaClass.Predicates.assignableTo(Throwable.class)))
                    .and(target(name("printStackTrace")))));
  }

  @Test
  void timeIsReadAndSleptAwayInOnePlace() {
    check(
        noClasses()
            .that(DescribedPredicate.not(WIRING.or(simpleName("SystemTime"))))
            .should()
            .accessTargetWhere(clocksOrSleeps()));
  }

  @Test
  void jsonIsStreamedAndNeverBoundByReflection() {
    check(
        noClasses()
            .should()
            .dependOnClassesThat(
                resideInAPackage("tools.jackson..")
                    .and(describe("a mapper", c -> c.getSimpleName().endsWith("Mapper")))));
  }

  @Test
  void namesSayWhatAThingIs() {
    check(noClasses().should().haveNameMatching(".*(Utils?|Manager|Helper|Impl)(\\$.*)?"));
  }

  private static void check(ArchRule rule) {
    rule.allowEmptyShould(true).check(MAIN);
  }

  private static DescribedPredicate<JavaAccess<?>> clocksOrSleeps() {
    DescribedPredicate<JavaAccess<?>> sleep = access(Thread.class, "sleep");
    return sleep
        .or(access(Instant.class, "now"))
        .or(access(System.class, "currentTimeMillis"))
        .or(access(LocalDate.class, "now"))
        .or(access(ZonedDateTime.class, "now"))
        .as("wall clocks and Thread.sleep");
  }

  private static DescribedPredicate<JavaAccess<?>> access(Class<?> type, String member) {
    return target(owner(type(type))).and(target(name(member))).forSubtype();
  }

  private static ArchCondition<JavaClass> useOnlyPackagesBelowTheirOwn() {
    return new ArchCondition<>("use only packages below their own") {
      @Override
      public void check(JavaClass user, ConditionEvents events) {
        user.getDirectDependenciesFromSelf().stream()
            .filter(use -> use.getTargetClass().getPackageName().startsWith(ROOT))
            .filter(use -> !Layers.mayUse(layer(user), layer(use.getTargetClass())))
            .forEach(use -> events.add(SimpleConditionEvent.violated(user, use.getDescription())));
      }
    };
  }

  private static ArchCondition<JavaClass> liveInNullMarkedPackages() {
    return new ArchCondition<>("live in packages marked with @NullMarked") {
      @Override
      public void check(JavaClass member, ConditionEvents events) {
        JavaPackage home = member.getPackage();
        if (!home.isAnnotatedWith(NullMarked.class)) {
          events.add(SimpleConditionEvent.violated(member, home.getName() + " is not marked"));
        }
      }
    };
  }

  /** The first package under the root, or the empty string for the root itself. */
  private static String layer(JavaClass type) {
    String below = type.getPackageName().substring(ROOT.length());
    int end = below.indexOf('.', 1);
    return below.isEmpty() ? "" : below.substring(1, end < 0 ? below.length() : end);
  }
}
