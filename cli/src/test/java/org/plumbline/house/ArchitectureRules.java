package org.plumbline.house;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodReference;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** The arrows of ARCHITECTURE.md as rules. */
final class ArchitectureRules {
  private static final String OURS = "org.plumbline..";
  private static final String MESSENGER = "org.plumbline.messenger..";
  private static final String EVIDENCE = "org.plumbline.capacity.evidence..";

  private ArchitectureRules() {}

  /** Values and frames: the JDK, annotations, and the streaming JSON parser; no framework. */
  static ArchRule protocolIsPure() {
    return classes()
        .that()
        .resideInAPackage("org.plumbline.protocol..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "org.jspecify.annotations..",
            "com.fasterxml.jackson.core..",
            "org.plumbline.protocol..")
        .as("protocol imports no framework, store or broker class");
  }

  /** One rule for each module: of ours, it may use itself and what is listed. */
  static List<ArchRule> arrowsBetweenModules() {
    return List.of(
        arrow("org.plumbline.capacity.."),
        arrow("org.plumbline.compose.."),
        arrow("org.plumbline.chaos.toxiproxy.."),
        arrow("org.plumbline.providers.."),
        arrow("org.plumbline.floors.."),
        arrow("org.plumbline.client..", "org.plumbline.protocol.."),
        arrow(MESSENGER, "org.plumbline.protocol.."),
        arrow(
            "org.plumbline.simulations..",
            "org.plumbline.protocol..",
            "org.plumbline.client..",
            "org.plumbline.compose..",
            "org.plumbline.floors..",
            "org.plumbline.swarm..",
            EVIDENCE),
        arrow("org.plumbline.swarm..", "org.plumbline.protocol.."),
        arrow(
            "org.plumbline.benchmarks..",
            "org.plumbline.protocol..",
            "org.plumbline.chaos.toxiproxy..",
            MESSENGER,
            EVIDENCE),
        arrow(
            "org.plumbline.chaos..",
            "org.plumbline.protocol..",
            "org.plumbline.client..",
            "org.plumbline.compose..",
            EVIDENCE),
        arrow("org.plumbline.dashboards..", "org.plumbline.compose.."));
  }

  private static ArchRule arrow(String module, String... others) {
    List<String> allowed = new ArrayList<>(List.of(others));
    allowed.add(module);
    String[] packages = allowed.toArray(String[]::new);
    return noClasses()
        .that()
        .resideInAPackage(module)
        .should()
        .dependOnClassesThat(
            describe(
                "are ours but outside " + Arrays.toString(packages),
                used ->
                    JavaClass.Predicates.resideInAPackage(OURS).test(used)
                        && !JavaClass.Predicates.resideInAnyPackage(packages).test(used)))
        .as(module + " uses of ours only " + Arrays.toString(packages));
  }

  static ArchRule cassandraStaysInItsAdapter() {
    return staysIn("com.datastax..", "..history.cassandra..");
  }

  static ArchRule jedisStaysInItsAdapters() {
    return staysIn("redis.clients..", "..redis..");
  }

  static ArchRule kafkaStaysInItsAdapters() {
    return staysIn("org.apache.kafka..", "..kafka..");
  }

  /** The environment probes the servers; benchmarks and floors time the drivers themselves. */
  private static ArchRule staysIn(String technology, String adapter) {
    return noClasses()
        .that()
        .resideInAPackage(OURS)
        .and()
        .resideOutsideOfPackages(
            adapter,
            "org.plumbline.compose..",
            "org.plumbline.benchmarks..",
            "org.plumbline.floors..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(technology)
        .as(technology + " is used in " + adapter + " only");
  }

  static ArchRule packagesHaveNoCycles() {
    return slices().matching("org.plumbline.(**)").should().beFreeOfCycles();
  }

  /** Time and chance are passed in; a factory is where they are wired. */
  static ArchRule timeAndChanceArePassedIn() {
    return noClasses()
        .that()
        .resideInAPackage(MESSENGER)
        .and(isNoFactory())
        .should()
        .accessTargetWhere(asksTheMachine())
        .as("the messenger takes time and chance as arguments")
        .because("drills and tests replace them");
  }

  private static DescribedPredicate<JavaClass> isNoFactory() {
    return describe(
        "are no factories",
        type ->
            type.getAnnotations().stream()
                .noneMatch(
                    annotation ->
                        annotation
                            .getRawType()
                            .getName()
                            .equals("io.micronaut.context.annotation.Factory")));
  }

  private static DescribedPredicate<JavaAccess<?>> asksTheMachine() {
    Set<String> forbidden =
        Set.of(
            "java.time.Instant.now",
            "java.time.LocalDateTime.now",
            "java.time.Clock.systemUTC",
            "java.time.InstantSource.system",
            "java.lang.System.currentTimeMillis",
            "java.lang.System.nanoTime",
            "java.lang.Math.random",
            "java.util.Random.<init>",
            "java.util.UUID.randomUUID",
            "java.util.concurrent.ThreadLocalRandom.current");
    return describe(
        "asks the machine for time or chance",
        // A method reference hands the clock on as an argument, which is what the rule asks for.
        access ->
            !(access instanceof JavaMethodReference)
                && forbidden.contains(
                    access.getTargetOwner().getName() + "." + access.getTarget().getName()));
  }
}
