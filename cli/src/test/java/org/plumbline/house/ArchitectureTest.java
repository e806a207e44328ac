package org.plumbline.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class ArchitectureTest {
  private static final int CLASSES_MIN = 100;

  @TempDir Path folder;

  @TestFactory
  Stream<DynamicTest> shouldHoldInAllModules() {
    JavaClasses ours = new ClassFileImporter().importPaths(Repository.here().compiled());
    assertThat(ours.size()).as("compiled classes of ours").isGreaterThan(CLASSES_MIN);
    List<ArchRule> rules = new ArrayList<>(ArchitectureRules.arrowsBetweenModules());
    rules.add(ArchitectureRules.protocolIsPure());
    rules.add(ArchitectureRules.cassandraStaysInItsAdapter());
    rules.add(ArchitectureRules.jedisStaysInItsAdapters());
    rules.add(ArchitectureRules.kafkaStaysInItsAdapters());
    rules.add(ArchitectureRules.packagesHaveNoCycles());
    rules.add(ArchitectureRules.timeAndChanceArePassedIn());
    // A module in its first days may have no class yet that a rule speaks of.
    return rules.stream()
        .map(
            rule ->
                dynamicTest(rule.getDescription(), () -> rule.allowEmptyShould(true).check(ours)));
  }

  @Test
  void shouldFailWhenProtocolUsesAFramework() throws IOException {
    assertFails(
        ArchitectureRules.protocolIsPure(),
        Map.of(
            "io.micronaut.Bean", "package io.micronaut; public class Bean {}",
            "org.plumbline.protocol.Frame",
                "package org.plumbline.protocol; class Frame { io.micronaut.Bean bean; }"));
  }

  @TestFactory
  Stream<DynamicTest> shouldFailWhenAModuleUsesTheCommand() {
    Map<String, ArchRule> rules = new LinkedHashMap<>();
    ArchitectureRules.arrowsBetweenModules()
        .forEach(rule -> rules.put(rule.getDescription(), rule));
    return rules.entrySet().stream()
        .map(
            entry -> {
              String module = entry.getKey().substring(0, entry.getKey().indexOf(".. "));
              return dynamicTest(
                  module + " uses the command",
                  () ->
                      assertFails(
                          entry.getValue(),
                          Map.of(
                              "org.plumbline.cli.Command",
                              "package org.plumbline.cli; public class Command {}",
                              module + ".Wrong",
                              "package "
                                  + module
                                  + "; class Wrong { org.plumbline.cli.Command c; }")));
            });
  }

  @TestFactory
  Stream<DynamicTest> shouldFailWhenATechnologyLeavesItsAdapter() {
    return Map.of(
            "com.datastax.oss.driver.api.core", ArchitectureRules.cassandraStaysInItsAdapter(),
            "redis.clients.jedis", ArchitectureRules.jedisStaysInItsAdapters(),
            "org.apache.kafka.clients.producer", ArchitectureRules.kafkaStaysInItsAdapters())
        .entrySet()
        .stream()
        .map(
            entry ->
                dynamicTest(
                    entry.getKey(),
                    () ->
                        assertFails(
                            entry.getValue(),
                            Map.of(
                                entry.getKey() + ".Driver",
                                "package " + entry.getKey() + "; public class Driver {}",
                                "org.plumbline.messenger.delivery.Leak",
                                "package org.plumbline.messenger.delivery; class Leak { "
                                    + entry.getKey()
                                    + ".Driver driver; }"))));
  }

  @Test
  void shouldFailWhenPackagesFormACycle() throws IOException {
    assertFails(
        ArchitectureRules.packagesHaveNoCycles(),
        Map.of(
            "org.plumbline.messenger.one.A",
            "package org.plumbline.messenger.one;"
                + " public class A { org.plumbline.messenger.two.B b; }",
            "org.plumbline.messenger.two.B",
            "package org.plumbline.messenger.two;"
                + " public class B { org.plumbline.messenger.one.A a; }"));
  }

  @Test
  void shouldFailWhenTheMessengerAsksTheMachineForTime() throws IOException {
    assertFails(
        ArchitectureRules.timeAndChanceArePassedIn(),
        Map.of(
            "org.plumbline.messenger.session.Clocked",
            "package org.plumbline.messenger.session; class Clocked {"
                + " long now() { return System.nanoTime(); } }"));
  }

  private void assertFails(ArchRule rule, Map<String, String> planted) throws IOException {
    JavaClasses classes = PlantedClasses.of(folder, planted);

    assertThat(rule.evaluate(classes).hasViolation()).as(rule.getDescription()).isTrue();
  }
}
