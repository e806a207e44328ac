package org.plumbline.messenger.feature;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringTokenizer;
import java.util.function.Supplier;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.NoSuchElementException;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A headless Chromium with the page of one node, used as a person would. */
final class Browser implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Path SCREENSHOTS = Path.of("target", "screenshots");

  private final ChromeDriver driver;
  private final URI page;

  private Browser(ChromeDriver driver, URI page) {
    this.driver = driver;
    this.page = page;
  }

  /** Opens the page of a node; the test is skipped where there is no Chromium. */
  static Browser open(URI node) {
    Optional<Path> chromium = found("chromium", "chromium-browser", "google-chrome");
    Optional<Path> chromedriver = found("chromedriver");
    assumeTrue(
        chromium.isPresent() && chromedriver.isPresent(),
        "skipped: Chromium or its driver is missing (remedy: apt-get install chromium"
            + " chromium-driver)");
    ChromeOptions options = new ChromeOptions();
    options.setBinary(chromium.orElseThrow().toFile());
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-dev-shm-usage",
        "--disable-gpu",
        "--hide-scrollbars",
        "--window-size=1280,800");
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(chromedriver.orElseThrow().toFile())
            .usingAnyFreePort()
            .build();
    Browser browser = new Browser(new ChromeDriver(service, options), node.resolve("/"));
    browser.load();
    return browser;
  }

  private static Optional<Path> found(String... names) {
    List<Path> folders = new ArrayList<>();
    StringTokenizer path =
        new StringTokenizer(
            Optional.ofNullable(System.getenv("PATH")).orElse(""), File.pathSeparator);
    while (path.hasMoreTokens()) {
      folders.add(Path.of(path.nextToken()));
    }
    folders.add(Path.of("/usr/bin"));
    return List.of(names).stream()
        .flatMap(name -> folders.stream().map(folder -> folder.resolve(name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private void load() {
    driver.get(page.toString());
    // Several pages are in front at once here, each for its own person.
    driver.executeCdpCommand("Emulation.setFocusEmulationEnabled", Map.of("enabled", true));
  }

  /** As if it were opened anew: one tab, of which nobody has ever logged in. */
  void forgetAll() {
    List<String> old = tabs();
    driver.switchTo().newWindow(WindowType.TAB);
    String fresh = driver.getWindowHandle();
    for (String tab : old) {
      driver.switchTo().window(tab);
      driver.close();
    }
    driver.switchTo().window(fresh);
    load();
    driver.executeScript("localStorage.clear(); sessionStorage.clear();");
    load();
  }

  /** A second tab, which becomes the one that is used. */
  void openTab() {
    driver.switchTo().newWindow(WindowType.TAB);
    load();
  }

  List<String> tabs() {
    return List.copyOf(driver.getWindowHandles());
  }

  void useTab(String handle) {
    driver.switchTo().window(handle);
  }

  void register(FeatureWorld.User user) {
    press("Create an account");
    fill("#user", user.name());
    fill("#password", user.password());
    press("Create account");
    await(By.cssSelector("#app[data-state='live']"));
  }

  void logIn(FeatureWorld.User user) {
    fill("#user", user.name());
    fill("#password", user.password());
    press("Log in");
    await(By.cssSelector("#app[data-state='live']"));
  }

  /** Presses the button of this name, as a screen reader would say it. */
  void press(String name) {
    retried(
        () -> {
          await(
                  By.xpath(
                      "//button[@aria-label='%s' or (not(@aria-label) and normalize-space()='%s')]"
                          .formatted(name, name)))
              .click();
          return true;
        });
  }

  void pressBeginning(String name) {
    await(By.cssSelector("button[aria-label^='" + name + "']")).click();
  }

  void fill(String css, String text) {
    WebElement field = await(By.cssSelector(css));
    field.clear();
    field.sendKeys(text);
  }

  /** Keys for whatever has the focus. */
  void keys(CharSequence... keys) {
    driver.switchTo().activeElement().sendKeys(keys);
  }

  /** The accessible name of what has the focus. */
  String focused() {
    String name = driver.switchTo().activeElement().getAccessibleName();
    return name == null ? "" : name;
  }

  /** Steps on by the Tab key until what has the focus begins with this name. */
  void tabTo(String name) {
    for (int step = 0; step < 40; step++) {
      if (focused().startsWith(name)) {
        return;
      }
      keys(Keys.TAB);
    }
    throw new AssertionError("nothing called " + name + " is reached by Tab");
  }

  void say(String text) {
    WebElement field = await(By.cssSelector("textarea[aria-label='Message']"));
    field.sendKeys(text, Keys.ENTER);
  }

  WebElement await(By by) {
    return new WebDriverWait(driver, PATIENCE)
        .ignoring(NoSuchElementException.class, StaleElementReferenceException.class)
        .withMessage(() -> "no " + by + " in: " + text())
        .until(_ -> displayed(by));
  }

  private WebElement displayed(By by) {
    WebElement found = driver.findElement(by);
    if (!found.isDisplayed()) {
      throw new NoSuchElementException("not displayed: " + by);
    }
    return found;
  }

  /** Waits for a message of these words in the open chat. */
  WebElement awaitBubble(String words) {
    return await(
        By.xpath("//li[contains(@class,'bubble')][.//p[normalize-space()='" + words + "']]"));
  }

  /** Waits until the newest message with these words carries this mark: sent, delivered, read. */
  void awaitTick(String words, String status) {
    await(
        By.xpath(
            "//li[contains(@class,'bubble')][.//p[normalize-space()='"
                + words
                + "']]//span[@aria-label='"
                + status
                + "']"));
  }

  /** What a message's own menu offers. */
  void choose(String words, String choice) {
    retried(
        () -> {
          WebElement bubble = awaitBubble(words);
          new Actions(driver).moveToElement(bubble).perform();
          bubble.findElement(By.cssSelector("button.options")).click();
          return true;
        });
    press(choice);
  }

  // A bubble is drawn anew when its status changes, which may be just now.
  private <T> T retried(Supplier<T> work) {
    return new WebDriverWait(driver, PATIENCE)
        .ignoring(StaleElementReferenceException.class)
        .until(_ -> work.get());
  }

  WebElement element(String css) {
    return driver.findElement(By.cssSelector(css));
  }

  long count(String css) {
    return driver.findElements(By.cssSelector(css)).size();
  }

  String text() {
    return driver.findElement(By.tagName("body")).getText();
  }

  String title() {
    return String.valueOf(driver.getTitle());
  }

  /** Evaluates an expression in the page. */
  Object ask(String expression) {
    Object value = driver.executeScript("return " + expression);
    return value == null ? "null" : value;
  }

  /** Holds back what is answered to requests of this address; {@code cameLate} counts them. */
  void delayAnswers(String partOfAddress, long millis) {
    driver.executeScript(
        """
        const [part, millis] = arguments;
        const prompt = window.fetch;
        window.cameLate = 0;
        window.fetch = async (...request) => {
          const answer = await prompt(...request);
          if (String(request[0]).includes(part)) {
            await new Promise((done) => setTimeout(done, millis));
            setTimeout(() => window.cameLate++, 200);
          }
          return answer;
        };
        """,
        partOfAddress,
        millis);
  }

  void resize(int width, int height) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 2, "mobile", true));
  }

  /** Keeps a picture for people to look at. */
  void photograph(String name) {
    try {
      Files.createDirectories(SCREENSHOTS);
      Files.write(SCREENSHOTS.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    driver.quit();
  }
}
