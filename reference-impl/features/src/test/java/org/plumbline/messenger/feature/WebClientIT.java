package org.plumbline.messenger.feature;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.plumbline.compose.MessengerNode;

/** The page that the nodes serve, in headless Chromium: two people, each at a node of their own. */
class WebClientIT {

  private static final int PHONE_WIDTH = 390;
  private static final Map<String, Browser> OPENED = new HashMap<>();

  private final FeatureWorld world = FeatureWorld.world();
  private final FeatureWorld.User ada = world.user("ada");
  private final FeatureWorld.User bob = world.user("bob");
  private Browser atAda;
  private Browser atBob;

  @TempDir Path folder;

  @BeforeEach
  void open() {
    atAda = fresh("node-1");
    atBob = fresh("node-2");
  }

  /** Starting a browser takes seconds, so there is one for each node. */
  private Browser fresh(String node) {
    Browser opened = OPENED.get(node);
    if (opened == null) {
      opened = Browser.open(world.environment().node(node).http());
      OPENED.put(node, opened);
    } else {
      opened.forgetAll();
    }
    return opened;
  }

  @AfterAll
  static void close() {
    OPENED.values().forEach(Browser::close);
  }

  /** They become friends on the page, and each has the chat with the other open. */
  private void meet() {
    becomeFriends();
    atAda.press("Chat with " + bob.name());
  }

  private void becomeFriends() {
    atAda.logIn(ada);
    atBob.logIn(bob);
    atAda.pressBeginning("Friends");
    atAda.fill("#friend", bob.name());
    atAda.press("Ask");
    atAda.await(By.xpath("//h3[.='Asked']"));
    atAda.press("Close");
    atBob.pressBeginning("Friends");
    atBob.press("Accept " + ada.name());
    atBob.press("Chat with " + ada.name());
    atAda.pressBeginning("Friends");
  }

  @Test
  void shouldChatAcrossNodesWhenTwoPeopleUseThePage() {
    meet();
    atAda.say("Hey!");
    atBob.awaitBubble("Hey!");
    atAda.awaitTick("Hey!", "read");
    atBob.await(By.cssSelector("textarea")).sendKeys("wri");
    atAda.await(By.xpath("//span[contains(@class,'typing') and .='typing…']"));
    atBob.keys(Keys.chord(Keys.CONTROL, "a"), Keys.BACK_SPACE);
    String attack = "<img src=x onerror=document.title='pwned'>";
    atBob.say(attack);
    assertThat(atAda.await(By.cssSelector(".bubble.other .text")).getText()).isEqualTo(attack);
    assertThat(atAda.count(".bubble img")).isZero();
    assertThat(atAda.title()).doesNotContain("pwned");
    atAda.choose("Hey!", "Edit");
    atAda.keys(Keys.chord(Keys.CONTROL, "a"), "Hello!", Keys.ENTER);
    atBob.awaitBubble("Hello!");
    atAda.choose("Hello!", "Delete for all");
    atBob.awaitBubble("This message was deleted.");
    atAda.photograph("chat");
  }

  @Test
  void shouldKeepWhatIsSentWhileTheHistoryIsOnItsWay() {
    becomeFriends();
    atAda.delayAnswers("/messages", 2_000);
    atAda.press("Chat with " + bob.name());
    atAda.say("Hey!");
    atBob.awaitBubble("Hey!");
    Await.until("the history came", () -> !atAda.ask("window.cameLate").equals(0L));
    atAda.awaitTick("Hey!", "read");
  }

  @Test
  void shouldShowAnImageWhenOneIsAttached() throws Exception {
    meet();
    BufferedImage picture = new BufferedImage(320, 200, BufferedImage.TYPE_INT_RGB);
    picture.createGraphics().setBackground(Color.ORANGE);
    Path file = folder.resolve("boat.png");
    ImageIO.write(picture, "png", file.toFile());
    atAda.element("input[type=file]").sendKeys(file.toString());
    atBob.await(By.cssSelector(".bubble.other figure img[src]"));
    for (Browser each : List.of(atAda, atBob)) {
      each.await(By.cssSelector("figure img[src]"));
      Await.until(
          "the picture is there",
          () -> each.ask("document.querySelector('figure img')?.naturalWidth").equals(320L));
    }
    atBob.photograph("image");
  }

  @Test
  void shouldGoOnWithTheOtherNodeWhenItsNodeDies() throws Exception {
    meet();
    atAda.say("before");
    atBob.awaitBubble("before");
    MessengerNode node = world.environment().node("node-1");
    node.kill();
    try {
      atAda.await(By.cssSelector("#banner:not([hidden])"));
      atAda.photograph("banner");
      atAda.say("meanwhile");
      atAda.await(By.cssSelector("#app[data-state='live'][data-node='node-2']"));
      atBob.awaitBubble("meanwhile");
      atBob.say("welcome back");
      atAda.awaitBubble("welcome back");
    } finally {
      node.start();
      node.awaitReady(Duration.ofMinutes(2));
    }
  }

  @Test
  void shouldLogInByACodeThatALoggedInDeviceApproves() throws Exception {
    atAda.logIn(ada);
    atBob.press("Log in with a code");
    String code = atBob.await(By.id("login-code")).getText();
    byte[] shown = atBob.element("canvas.qr").getScreenshotAs(OutputType.BYTES);
    assertThat(decoded(ImageIO.read(new ByteArrayInputStream(shown)))).isEqualTo(code);
    atBob.photograph("code");
    atAda.press("Approve a login");
    atAda.fill("#approve-code", code);
    atAda.press("Continue");
    atAda.press("Approve");
    atBob.await(By.cssSelector("#app[data-state='live']"));
    assertThat(atBob.element(".side header strong").getText()).isEqualTo(ada.name());
  }

  private static String decoded(BufferedImage image) throws Exception {
    int[] pixels =
        image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    RGBLuminanceSource source = new RGBLuminanceSource(image.getWidth(), image.getHeight(), pixels);
    return new QRCodeReader().decode(new BinaryBitmap(new HybridBinarizer(source))).getText();
  }

  @Test
  void shouldBeTwoDevicesWhenTwoTabsAreOpen() {
    meet();
    String first = atAda.tabs().getFirst();
    atAda.openTab();
    String second =
        atAda.tabs().stream().filter(tab -> !tab.equals(first)).findFirst().orElseThrow();
    atAda.logIn(ada);
    atAda.pressBeginning("Friends");
    atAda.press("Chat with " + bob.name());
    atAda.say("from the second tab");
    atBob.awaitBubble("from the second tab");
    Object secondDevice = atAda.ask("sessionStorage.getItem('plumbline.login')");
    atAda.useTab(first);
    atAda.awaitBubble("from the second tab");
    assertThat(atAda.ask("sessionStorage.getItem('plumbline.login')")).isNotEqualTo(secondDevice);
    atAda.say("from the first tab");
    atAda.useTab(second);
    atAda.awaitBubble("from the first tab");
  }

  @Test
  void shouldFitAPhoneAndShowOnePaneAtATime() {
    meet();
    atAda.say("A line that is rather longer than a phone is wide, " + "and-a-word-".repeat(20));
    atAda.resize(PHONE_WIDTH, 844);
    assertThat(atAda.element(".side").isDisplayed()).isFalse();
    assertFits("phone-chat");
    atAda.press("Back to the chats");
    assertThat(atAda.element(".chat").isDisplayed()).isFalse();
    assertFits("phone-list");
    atAda.pressBeginning("Friends");
    assertFits("phone-friends");
  }

  private void assertFits(String name) {
    assertThat(atAda.ask("document.documentElement.scrollWidth <= innerWidth"))
        .as("no horizontal scroll: %s", name)
        .isEqualTo(true);
    atAda.photograph(name);
  }

  @Test
  void shouldWorkByKeyboardAlone() {
    meet();
    atAda.say("first");
    atBob.awaitBubble("first");
    atAda.press("Log out");
    atAda.await(By.id("user"));
    atAda.keys(ada.name(), Keys.TAB);
    atAda.keys(ada.password(), Keys.ENTER);
    atAda.await(By.cssSelector(".threads button"));
    atAda.tabTo(bob.name());
    atAda.keys(Keys.ENTER);
    assertThat(atAda.focused()).isEqualTo("Message");
    atAda.keys("one", Keys.chord(Keys.SHIFT, Keys.ENTER), "two", Keys.ENTER);
    assertThat(atBob.await(By.xpath("//p[starts-with(.,'one')]")).getText()).isEqualTo("one\ntwo");
    atAda.keys(Keys.ESCAPE);
    Await.until("the chat's row has the focus", () -> atAda.focused().startsWith(bob.name()));
  }
}
