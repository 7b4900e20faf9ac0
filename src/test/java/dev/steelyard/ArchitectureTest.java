package dev.steelyard;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.accessTargetWhere;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceRule;
import dev.steelyard.balancer.strategy.Strategy;
import dev.steelyard.balancer.time.Seeds;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The walls of the program, each with its reason.
class ArchitectureTest {
  private static final JavaClasses PROGRAM =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.steelyard");

  /// A top-level package, the ones below it that it may see, and why no others.
  record Wall(String name, List<String> below, String reason) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Wall wall(String name, String below, String reason) {
    return new Wall(name, below.isEmpty() ? List.of() : List.of(below.split(" ")), reason);
  }

  private static Stream<Wall> walls() {
    return Stream.of(
        wall("balancer", "", "the subject itself must be readable on its own"),
        wall("theory", "", "a formula holds whatever is measured beside it"),
        wall("statistics", "", "what a sample tells does not depend on what was sampled"),
        wall("fault", "traffic balancer", "a fault is pure data, the same for both worlds"),
        wall("traffic", "balancer", "the same traffic must come whatever serves it"),
        wall(
            "metrics",
            "fault theory statistics balancer",
            "figures come from events, not from what was planned"),
        wall("scenario", "traffic fault balancer", "a scenario says what is played, not by whom"),
        wall("clock", "balancer", "real time is of use without the laboratory around it"),
        wall(
            "client", "clock balancer", "a Java program takes the balancer without the laboratory"),
        wall("world", "scenario metrics fault balancer", "both worlds have the same mock node"),
        wall(
            "sim",
            "world scenario traffic fault metrics balancer",
            "virtual time must not lean on real time, or runs stop being repeatable"),
        wall(
            "live",
            "clock world scenario traffic fault metrics balancer",
            "the real world must not borrow shortcuts from the virtual one"),
        wall(
            "run",
            "sim live world scenario traffic fault metrics theory statistics balancer",
            "a run does not know who watches it"),
        wall(
            "export",
            "run scenario traffic fault metrics balancer",
            "others read what a run tells, and the run does not know that they do"),
        wall(
            "cli",
            "run world scenario traffic fault metrics theory statistics balancer",
            "commands must work without a screen, and reach both worlds in one way: by a run"),
        wall(
            "ui",
            "run world scenario traffic fault metrics balancer",
            "the screen reaches both worlds in one way: by a run, as the commands do"));
  }

  @ParameterizedTest
  @MethodSource("walls")
  void packageSeesOnlyThoseBelowIt(Wall wall) {
    DescribedPredicate<JavaClass> visible =
        resideOutsideOfPackage("dev.steelyard..")
            .or(resideInAnyPackage(inside(wall.name())))
            .or(
                resideInAnyPackage(
                    wall.below().stream().map(ArchitectureTest::inside).toArray(String[]::new)))
            .as("belong to %s, %s or libraries", wall.name(), wall.below());
    check(
        classes()
            .that()
            .resideInAPackage(inside(wall.name()))
            .should()
            .onlyDependOnClassesThat(visible)
            .because(wall.reason()));
  }

  @Test
  void everyTopLevelPackageHasAWall() {
    Set<String> found = new TreeSet<>();
    for (JavaClass type : PROGRAM) {
      String[] names = type.getPackageName().split("\\.", -1);
      if (names.length > 2) {
        found.add(names[2]);
      }
    }

    assertThat(walls().map(Wall::name)).containsAll(found);
  }

  @Test
  void topLevelPackagesFormNoCycle() {
    check(
        slices()
            .matching("dev.steelyard.(*)..")
            .should()
            .beFreeOfCycles()
            .because("who reads one package should not have to read all of them"));
  }

  @Test
  void partsOfTheBalancerFormNoCycle() {
    check(
        slices()
            .matching("dev.steelyard.balancer.(*)..")
            .should()
            .beFreeOfCycles()
            .because("each mechanism is to be understood with those below it only"));
  }

  @Test
  void balancerNeedsNothingButTheJavaBase() {
    check(
        classes()
            .that()
            .resideInAPackage(inside("balancer"))
            .should()
            .onlyDependOnClassesThat(
                resideInAnyPackage(inside("balancer"), "org.jspecify..")
                    .or(isInJavaBase())
                    .as("belong to the balancer, java.base or jspecify"))
            .because("the same code runs on sockets and in virtual time, with no HTTP library"));
  }

  @Test
  void clientNeedsOfTheJdkOnlyTheBaseAndItsHttpClient() {
    check(
        classes()
            .that()
            .resideInAnyPackage(inside("client"), inside("clock"))
            .should()
            .onlyDependOnClassesThat(
                resideInAnyPackage(inside("client"), inside("clock"), inside("balancer"))
                    .or(resideInAnyPackage("org.jspecify..", "java.net.http"))
                    .or(isInJavaBase())
                    .as("belong to client, clock, balancer, java.base, java.net.http or jspecify"))
            .because("a Java program takes three packages along and no library"));
  }

  @Test
  void jettyLivesInLive() {
    onlyIn("live", "real sockets belong to the real world only", "org.eclipse.jetty..");
  }

  @Test
  void dnsjavaLivesInTheSourcesOfMembers() {
    onlyIn("live.registry", "others ask for members, not for records", "org.xbill..");
  }

  @Test
  void jacksonLivesInScenario() {
    onlyIn(
        "scenario",
        "one place reads and writes JSON",
        "tools.jackson..",
        "com.fasterxml.jackson..");
  }

  @Test
  void hdrHistogramLivesInMetrics() {
    onlyIn(
        "metrics",
        "frames hold plain numbers, so that others need not know it",
        "org.HdrHistogram..");
  }

  @Test
  void commonsStatisticsLivesInStatistics() {
    onlyIn(
        "statistics",
        "others ask for an interval, not for the distribution behind it",
        "org.apache.commons..");
  }

  @Test
  void prometheusLivesInExport() {
    onlyIn(
        "export",
        "everything else knows figures, not how others want them written",
        "io.prometheus..",
        "com.sun.net.httpserver..");
  }

  @Test
  void javaFxLivesInUi() {
    onlyIn(
        "ui",
        "everything else must work where there is no screen",
        "javafx..",
        "com.sun.javafx..",
        "atlantafx..",
        "org.kordamp.ikonli..");
  }

  @Test
  void picocliLivesInCli() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage(inside("cli"))
            .and()
            .doNotHaveFullyQualifiedName(Main.class.getName())
            .should()
            .dependOnClassesThat()
            .resideInAPackage("picocli..")
            .because("only the commands know how they are typed"));
  }

  @Test
  void modelsOfScreensUseOfJavaFxOnlyBeansAndCollections() {
    check(
        noClasses()
            .that()
            .resideInAPackage(inside("ui"))
            .and()
            .haveNameMatching(".*Model(\\$.*)?")
            .should()
            .dependOnClassesThat(
                resideInAnyPackage("javafx..", "atlantafx..", "org.kordamp.ikonli..")
                    .and(
                        DescribedPredicate.not(
                            resideInAnyPackage("javafx.beans..", "javafx.collections..")))
                    .as("need a toolkit"))
            .because("models are tested without a toolkit"));
  }

  @Test
  void onlyClockClientLiveAndUiReadAClockSleepOrMakeChance() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages(
                inside("clock"), inside("client"), inside("live"), inside("ui"))
            .should(readAClock())
            .orShould(sleep())
            .orShould(makeChance())
            .because(
                "a run in virtual time must repeat exactly: Timeline and Seeds are the doors"));
  }

  @Test
  void onlySeedsMakesSplittableRandoms() {
    check(
        noClasses()
            .that()
            .doNotHaveFullyQualifiedName(Seeds.class.getName())
            .should()
            .dependOnClassesThat()
            .areAssignableTo(SplittableRandom.class)
            .because("all chance grows from the root seed of the run"));
  }

  @Test
  void onlyCommandsPrintAndExit() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage(inside("cli"))
            .and()
            .doNotHaveFullyQualifiedName(Main.class.getName())
            .should(ACCESS_STANDARD_STREAMS)
            .orShould(
                accessTargetWhere(
                    calls(System.class, "exit")
                        .or(calls(Runtime.class, "exit", "halt"))
                        .as("end the program")))
            .because("standard output is part of the commands' contract, and others only log"));
  }

  @Test
  void strategiesAreClosed() {
    check(
        classes()
            .that()
            .areAssignableTo(Strategy.class)
            .and()
            .areNotInterfaces()
            .should()
            .resideInAPackage(inside("balancer.strategy"))
            .andShould()
            .bePackagePrivate()
            .andShould()
            .haveModifier(JavaModifier.FINAL)
            .because("others know a strategy by its StrategySpec only, and one file shows it all"));
  }

  @Test
  void classesThatNobodyExtendsAreFinal() {
    check(
        classes()
            .that()
            .areNotInterfaces()
            .and()
            .areNotEnums()
            .and()
            .areNotAnonymousClasses()
            .and()
            .doNotHaveModifier(JavaModifier.ABSTRACT)
            .and(describe("nobody extends", type -> type.getSubclasses().isEmpty()))
            .and(describe("are no enum constants", type -> !type.isAssignableTo(Enum.class)))
            .should()
            .haveModifier(JavaModifier.FINAL)
            .because("what is not made for extension cannot be broken by it"));
  }

  @Test
  void namesSayWhatThingsAre() {
    check(
        noClasses()
            .should()
            .haveSimpleNameEndingWith("Util")
            .orShould()
            .haveSimpleNameEndingWith("Utils")
            .orShould()
            .haveSimpleNameEndingWith("Helper")
            .orShould()
            .haveSimpleNameEndingWith("Manager")
            .orShould()
            .haveSimpleNameEndingWith("Impl")
            .orShould()
            .resideInAnyPackage("..util..", "..common..", "..impl..", "..helper..")
            .because("such names gather whatever has no better place"));
  }

  @Test
  void everyPackageIsDescribedAndNullMarked() {
    Set<String> marked = new TreeSet<>();
    Set<String> all = new TreeSet<>();
    for (JavaClass type : PROGRAM) {
      all.add(type.getPackageName());
      if (type.getSimpleName().equals("package-info") && type.isAnnotatedWith(NullMarked.class)) {
        marked.add(type.getPackageName());
      }
    }

    assertThat(marked)
        .as("packages with a package-info that is @NullMarked, so that NullAway checks them")
        .isNotEmpty()
        .isEqualTo(all);
  }

  private static DescribedPredicate<JavaClass> isInJavaBase() {
    Set<String> javaBase = Object.class.getModule().getPackages();
    return describe(
        "belong to java.base",
        type -> javaBase.contains(type.getBaseComponentType().getPackageName()));
  }

  private static ArchCondition<JavaClass> readAClock() {
    return accessTargetWhere(
        calls(System.class, "nanoTime", "currentTimeMillis")
            .or(callsIn("java.time..", "now", "systemUTC", "systemDefaultZone", "system"))
            .or(callsIn("java.time..", "tick", "tickMillis", "tickSeconds", "tickMinutes"))
            .or(creates("java.util.Date"))
            .or(callsOf("java.util.Calendar", "getInstance"))
            .as("read a clock"));
  }

  private static ArchCondition<JavaClass> sleep() {
    return accessTargetWhere(
        calls(Thread.class, "sleep")
            .or(callsOf("java.util.concurrent.TimeUnit", "sleep"))
            .or(callsOf("java.util.concurrent.locks.LockSupport", "parkNanos", "parkUntil"))
            .as("sleep"));
  }

  private static ArchCondition<JavaClass> makeChance() {
    return accessTargetWhere(
        calls(Math.class, "random")
            .or(calls(StrictMath.class, "random"))
            .or(callsOf("java.util.UUID", "randomUUID"))
            .or(callsOf("java.util.random.RandomGenerator", "of", "getDefault"))
            .or(callsIn("java.util.random..", "create"))
            .or(callsOf("java.util.concurrent.ThreadLocalRandom", "current"))
            .or(creates("java.util.Random"))
            .or(creates("java.security.SecureRandom"))
            .as("make chance of their own"));
  }

  private static DescribedPredicate<JavaAccess<?>> calls(Class<?> owner, String... names) {
    return callsOf(owner.getName(), names);
  }

  private static DescribedPredicate<JavaAccess<?>> callsOf(String owner, String... names) {
    return describe(
        "call " + owner + " " + Arrays.toString(names),
        access ->
            access.getTargetOwner().getName().equals(owner)
                && Arrays.asList(names).contains(access.getName()));
  }

  private static DescribedPredicate<JavaAccess<?>> callsIn(String packages, String... names) {
    DescribedPredicate<JavaClass> inPackages = resideInAnyPackage(packages);
    return describe(
        "call " + Arrays.toString(names) + " in " + packages,
        access ->
            inPackages.test(access.getTargetOwner())
                && Arrays.asList(names).contains(access.getName()));
  }

  private static DescribedPredicate<JavaAccess<?>> creates(String type) {
    return callsOf(type, "<init>");
  }

  private static void onlyIn(String name, String reason, String... libraries) {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage(inside(name))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(libraries)
            .because(reason));
  }

  private static String inside(String name) {
    return "dev.steelyard." + name + "..";
  }

  /// Some packages are still empty when their wall is built already.
  private static void check(ArchRule rule) {
    rule.allowEmptyShould(true).check(PROGRAM);
  }

  private static void check(SliceRule rule) {
    rule.allowEmptyShould(true).check(PROGRAM);
  }
}
