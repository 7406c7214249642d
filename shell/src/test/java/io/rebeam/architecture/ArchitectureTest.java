package io.rebeam.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.jspecify.annotations.NullMarked;

/** The arrows between modules. Shell sees all the others that hold code, so they stand here. */
@NullMarked
@AnalyzeClasses(packages = "io.rebeam", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String[] COMMANDS = {"io.rebeam.commands..", "io.rebeam.render.."};
  private static final String[] SHELL = {"io.rebeam.shell..", "io.rebeam.launcher.."};
  private static final String KERNEL = "io.rebeam.kernel..";

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
