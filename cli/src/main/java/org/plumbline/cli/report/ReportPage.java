package org.plumbline.cli.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.plumbline.cli.run.Manifest;

/**
 * The report as one HTML file that needs nothing else.
 *
 * <p>Its content security policy allows our one style sheet and our one script by their hashes and
 * nothing else, so that text of a run could not run or load anything even if it escaped its place.
 */
public final class ReportPage {
  private ReportPage() {}

  /** The whole page. */
  public static String render(RunData run) {
    String style = resource("report.css");
    String script = resource("report.js");
    Manifest manifest = run.manifest();
    Markup page = new Markup();
    page.open("html", "lang", "en");
    page.open("head").alone("meta", "charset", "utf-8");
    page.alone("meta", "http-equiv", "Content-Security-Policy", "content", policy(style, script));
    page.alone("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    page.alone("meta", "name", "color-scheme", "content", "light dark");
    page.leaf("title", "Plumbline " + manifest.run());
    page.asset("style", style).close("head");
    page.open("body");
    page.leaf("a", "Skip to the claims", "class", "skip", "href", "#claims");
    page.open("div", "class", "page");
    HeadlineSection.render(page, run);
    OverviewSection.render(page, run);
    FindingSection.render(page, run);
    DecisionSection.render(page, run);
    LatencySection.render(page, run);
    PredictionSection.render(page, run);
    ProjectionSection.render(page, run);
    ClaimSection.render(page, run);
    PromiseSection.render(page, run);
    Survival.render(page, run);
    EnvironmentSection.render(page, run);
    page.leaf(
        "footer",
        "Plumbline, Apache-2.0. Rebuild this page from the raw files: ./plumb report "
            + manifest.run());
    page.close("div").asset("script", script).close("body").close("html");
    return "<!doctype html>\n" + page.finish();
  }

  private static String policy(String style, String script) {
    return "default-src 'none'; style-src '"
        + hash(style)
        + "'; script-src '"
        + hash(script)
        + "'; base-uri 'none'; form-action 'none'";
  }

  private static String hash(String content) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static String resource(String name) {
    try (InputStream stream = ReportPage.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IllegalStateException(name + " is missing from the jar");
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + name, e);
    }
  }
}
