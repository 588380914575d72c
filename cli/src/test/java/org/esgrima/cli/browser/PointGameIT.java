package org.esgrima.cli.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.chrome.ChromeDriver;

/** The first game, played in a browser: from an empty folder to a run that has gone. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PointGameIT {
  private static final String RUN = "00000-ring";

  @TempDir static Path directory;
  private static ChromeDriver driver;
  private static StudioProcess studio;
  private static Page page;

  @BeforeAll
  static void open() throws Exception {
    driver = Chromium.open(directory.resolve("profile"));
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

  @Test
  @Order(1)
  void anEmptyFolderInvitesToStartAndTheKeyboardFollows() {
    page.open("/");
    page.see("#start-digits");
    page.tabTo("#start-ring");
    page.press(Keys.ENTER);
    page.text("h1", RUN);
    assertThat(page.path()).isEqualTo("/#/runs/" + RUN);
    assertThat(page.complaints()).isEmpty();
  }

  @Test
  @Order(2)
  void pointsMove() {
    long first = drawnStep();
    String before = picture();
    page.until("a later step is drawn", () -> drawnStep() > first);
    assertThat(picture()).isNotEqualTo(before);
  }

  @Test
  @Order(3)
  void theGameIsPausedAndPlayedStepByStep() {
    page.click("#pause");
    page.text("#state", "paused");
    long paused = step();
    page.click("#step");
    page.until("one step more", () -> step() == paused + 1);
    page.click("#half-step");
    page.text("#flow-says", "D has just learnt");
    assertThat(page.see(".flow-panel").getAttribute("data-turn")).isEqualTo("discriminator");
    page.press("d");
    page.text("#flow-says", "G has just learnt");
    page.until("two steps more", () -> step() == paused + 2);
  }

  @Test
  @Order(4)
  void aSettingIsChangedAndWrittenDown() {
    String field = "#set-generator-optimizer-learning-rate";
    page.see(field).clear();
    page.see(field).sendKeys("0.0005", Keys.TAB);
    page.until("it is written down", () -> Files.exists(interventions()));
    page.press("p");
    page.text("#state", "running");
    assertThat(interventions()).content().contains("generator-optimizer.learning-rate");
  }

  @Test
  @Order(5)
  void itIsStoppedAndResumed() {
    page.click("#stop");
    page.text("#state", "stopped");
    page.see("#resume-steps").clear();
    page.see("#resume-steps").sendKeys("1000000");
    page.click("#resume");
    page.text("#state", "running");
    assertThat(page.complaints()).isEmpty();
  }

  @Test
  @Order(6)
  void theListShowsIt() {
    page.press("h");
    page.text(".run h2", RUN);
    page.text(".run .state", "running");
    page.click(".run .name");
    page.text("#state", "running");
  }

  @Test
  @Order(7)
  void aKilledTrainerIsSaid() throws IOException {
    long process =
        number("\"pid\"\\s*:\\s*(\\d+)", Files.readString(studio.run(RUN).resolve("state.json")));
    ProcessHandle.of(process).orElseThrow().destroyForcibly();
    page.text("#state", "trainer gone");
    page.text(".run-head > .wrong", "gone");
    page.see("#resume");
  }

  @Test
  @Order(8)
  void aRunThatDisappearsIsSaid() throws IOException {
    delete(studio.run(RUN));
    page.text(".notice", "has disappeared");
    page.click(".notice a");
    page.see("#start-ring");
    page.open("/#/runs/" + RUN);
    page.text("h1", "Nothing here");
  }

  private static Path interventions() {
    return studio.run(RUN).resolve("interventions.jsonl");
  }

  private static long drawnStep() {
    return Long.parseLong(
        page.until("the game is drawn", () -> page.see("canvas.plane").getAttribute("data-step")));
  }

  private static String picture() {
    return (String) page.script("return document.querySelector('canvas.plane').toDataURL()");
  }

  private static long step() {
    return number("step ([\\d,]+)", page.see("#progress").getText());
  }

  private static long number(String pattern, String text) {
    Matcher found = Pattern.compile(pattern).matcher(text);
    assertThat(found.find()).as(text).isTrue();
    return Long.parseLong(found.group(1).replace(",", ""));
  }

  private static void delete(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
