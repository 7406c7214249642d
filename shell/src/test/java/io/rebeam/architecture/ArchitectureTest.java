package io.rebeam.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.jspecify.annotations.NullMarked;

/**
 * The arrows between modules and between the packages of the kernel. The shell's class path has all
 * modules that hold code, so the rules stand here.
 */
@NullMarked
@AnalyzeClasses(
    packages = "io.rebeam",
    importOptions = {DoNotIncludeTests.class, ArchitectureTest.NoTestJars.class})
class ArchitectureTest {
  /** Leaves out the test classes of other modules. */
  static final class NoTestJars implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("-tests.jar");
    }
  }

  private static final String[] COMMANDS = {"io.rebeam.commands..", "io.rebeam.render.."};
  private static final String[] SHELL = {"io.rebeam.shell..", "io.rebeam.launcher.."};
  private static final String KERNEL = "io.rebeam.kernel..";

  /** Classes that a package may have; with more it is no longer read as a whole. */
  private static final int MANY = 25;

  @ArchTest
  static final ArchRule runtimeKnowsNoTerminalAndNoCommandLine =
      noClasses()
          .that()
          .resideOutsideOfPackages(COMMANDS)
          .and()
          .resideOutsideOfPackages(SHELL)
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("picocli..", "org.jline..", "org.fusesource..")
                  .or(resideInAnyPackage(COMMANDS))
                  .or(resideInAnyPackage(SHELL)));

  @ArchTest
  static final ArchRule commandsKnowNoTerminal =
      noClasses()
          .that()
          .resideInAnyPackage(COMMANDS)
          .should()
          .dependOnClassesThat(resideInAnyPackage("org.jline..").or(resideInAnyPackage(SHELL)))
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule onlyRuntimeKnowsItsKernel =
      noClasses()
          .that()
          .resideInAnyPackage(COMMANDS)
          .or()
          .resideInAnyPackage(SHELL)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(KERNEL);

  @ArchTest
  static final ArchRule packagesOfTheKernelHaveNoCycles =
      slices().matching("io.rebeam.kernel.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule onlyTheBridgeKnowsGraalPyAndTruffle =
      noClasses()
          .that()
          .resideOutsideOfPackages("io.rebeam.kernel.python..", "io.rebeam.kernel.handle..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("com.oracle..", "org.graalvm..");

  @ArchTest
  static final ArchRule aPackageHasFewClasses =
      classes()
          .should(
              new ArchCondition<JavaClass>(
                  "be in a package of %d classes at most".formatted(MANY)) {
                @Override
                public void check(JavaClass item, ConditionEvents events) {
                  JavaPackage home = item.getPackage();
                  long count =
                      home.getClasses().stream()
                          .filter(one -> one.isTopLevelClass() && !one.isArray())
                          .filter(one -> !one.getSimpleName().equals("package-info"))
                          .count();
                  events.add(
                      new SimpleConditionEvent(
                          item, count <= MANY, home.getName() + " has " + count));
                }
              });

  @ArchTest
  static final ArchRule everyPackageIsNullMarked =
      classes()
          .should(
              new ArchCondition<JavaClass>("be in a package whose package-info is @NullMarked") {
                @Override
                public void check(JavaClass item, ConditionEvents events) {
                  JavaPackage home = item.getPackage();
                  boolean marked =
                      home.tryGetPackageInfo()
                          .map(info -> info.isAnnotatedWith(NullMarked.class))
                          .orElse(false);
                  events.add(new SimpleConditionEvent(item, marked, home.getName() + " has none"));
                }
              });
}
