package org.esgrima.cli.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;

/**
 * A run of pictures in a browser: the latent lab, both languages, links that stay, a broken file.
 */
class LatentLabIT {
  private static final String RUN = "00000-digits";
  private static final String LAB = "/#/runs/" + RUN + "/latent";

  @TempDir static Path directory;
  private static ChromeDriver driver;
  private static StudioProcess studio;
  private static Page page;

  @BeforeAll
  static void open() throws Exception {
    driver = Chromium.open(directory.resolve("profile"));
    StudioProcess.esgrima(
        directory,
        "train",
        "--steps",
        "4",
        "--batch",
        "8",
        "--tick-steps",
        "2",
        "--threads",
        "1",
        "--architecture.width",
        "8",
        "--take",
        "64",
        "--best-samples",
        "64",
        "--preview",
        "16");
    studio = StudioProcess.open(directory);
    page = new Page(driver, studio.address());
  }

  @AfterAll
  static void close() throws Exception {
    if (studio != null) {
      studio.close();
    }
    if (driver != null) {
      driver.quit();
    }
  }

  @AfterEach
  void theConsoleIsQuiet() {
    assertThat(page.complaints()).isEmpty();
  }

  @Test
  void picturesArePickedAndCalculatedWith() {
    page.open("/#/runs/" + RUN);
    page.click("#to-latent");
    page.until("pictures", () -> page.all(".pool .pick").size() == 32);
    page.click(".pool [data-seed='3']");
    page.click("#group label:nth-child(2)");
    page.click(".pool [data-seed='5']");
    WebElement picture = page.see(".pool [data-seed='8']");
    picture.sendKeys("c");
    page.until("nine pictures", () -> page.all("#arithmetic-result img").size() == 9);
    page.text(".copy code", "mean(3) - mean(5) + mean(8)");
    assertThat(page.path()).contains("a=3").contains("b=5").contains("c=8");
    page.reload();
    page.until("nine pictures again", () -> page.all("#arithmetic-result img").size() == 9);
  }

  @Test
  void theWayBetweenPicturesIsWalkedByKeyboard() {
    page.open(LAB + "?tab=walk&way=3,9");
    String first = page.see("#walk-picture").getAttribute("src");
    page.tabTo("#walk");
    page.press(Keys.ARROW_RIGHT, Keys.ARROW_RIGHT, Keys.ARROW_RIGHT);
    page.until(
        "another picture", () -> !page.see("#walk-picture").getAttribute("src").equals(first));
  }

  @Test
  void directionsMoveAPicture() {
    page.open(LAB + "?tab=directions");
    String first = page.see(".big-pic img").getAttribute("src");
    page.see("#direction-0").sendKeys(Keys.END);
    page.until("it moves", () -> !page.see(".big-pic img").getAttribute("src").equals(first));
  }

  @Test
  void aPictureHasALinkThatStays() {
    page.open("/next");
    String seed = page.text("#seed", "Seed");
    String picture = page.see(".next .one").getAttribute("src");
    page.click("#permanent");
    page.until("the permanent address", () -> page.path().startsWith("/next/" + RUN + "/"));
    page.text("#seed", seed);
    page.reload();
    page.text("#seed", seed);
    assertThat(page.see(".next .one").getAttribute("src")).isEqualTo(picture);
    page.click("#another");
    page.until("another seed", () -> !page.see("#seed").getText().equals(seed));
  }

  @Test
  void everyPageFitsIntoANarrowWindow() {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", 400, "height", 800, "deviceScaleFactor", 2, "mobile", false));
    for (String path :
        List.of(
            "/", "/#/start", "/#/draw", "/#/runs/" + RUN, LAB + "?a=1&b=2", "/#/dirac", "/next")) {
      page.open(path);
      page.see("h1");
      assertThat(page.script("return document.documentElement.scrollWidth"))
          .as(path)
          .isEqualTo(page.script("return document.documentElement.clientWidth"));
    }
    driver.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
  }

  @Test
  void aBrokenRunIsListedWithItsReason() throws Exception {
    Path broken = studio.run("00009-broken");
    Files.createDirectories(broken);
    Files.writeString(broken.resolve("config.yaml"), "{<b>no YAML");
    Files.copy(studio.run(RUN).resolve("provenance.json"), broken.resolve("provenance.json"));
    page.open("/");
    page.text(".run .state[data-state=broken]", "unreadable");
    page.text(".run .wrong", "config.yaml");
    assertThat(page.all(".run b")).as("nothing from a file is markup").isEmpty();
    page.open("/#/runs/00009-broken");
    page.text(".note.bad", "config.yaml");
    page.complaints(); // the browser notes the refused request itself
  }
}
