package org.esgrima.cli.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.esgrima.run.EventLog;
import org.esgrima.run.GameEvent;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.interactions.Actions;

/**
 * Pages that need no trained run: words, keys, the form of a new run, drawn data, the smallest
 * game.
 */
class PagesIT {
  private static final String BUSY =
      "The studio has too much to do at this moment. Try again in a few seconds.";

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
  static void close() {
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
  void wordsAreInTwoLanguages() {
    page.open("/");
    page.text("h1", "Runs");
    page.press("l");
    page.text("h1", "Execuções");
    page.reload();
    page.text("h1", "Execuções");
    page.see("#language").sendKeys("English");
    page.text("h1", "Runs");
  }

  @Test
  void shortcutsAreListedUnderTheQuestionMark() {
    page.open("/");
    page.see("#start-link, #new-run");
    page.press("?");
    page.text("dialog", "dark or light");
    page.press(Keys.ESCAPE);
    page.until("closed", () -> page.all("dialog").isEmpty());
    Object before = page.script("return getComputedStyle(document.body).backgroundColor");
    page.press("t");
    assertThat(page.script("return getComputedStyle(document.body).backgroundColor"))
        .isNotEqualTo(before);
  }

  @Test
  void theFormExplainsChecksAndTellsTheCommand() {
    page.open("/#/start?preset=digits");
    page.text(".copy code", "train --preset digits");
    page.see("#setting-batch").clear();
    page.see("#setting-batch").sendKeys("32");
    page.text(".copy code", "--batch=32");
    page.text(".field.changed", "images in a minibatch");
    page.see("#setting-discriminator-steps").clear();
    page.see("#setting-discriminator-steps").sendKeys("-3");
    page.text(".launch .wrong", "discriminator-steps");
    page.complaints(); // the browser notes the refused request itself
  }

  @Test
  void theFormExplainsSettingsInsideOthersInBothLanguages() {
    page.open("/#/start?preset=digits");
    page.click(".start section > details > summary");
    page.see("#setting-architecture").sendKeys("mlp");
    page.text(".with-below:has(#setting-architecture)", "Fully connected networks");
    page.click(".with-below:has(#setting-architecture) summary");
    page.text(".field:has(#setting-architecture-pieces)", "linear pieces of a maxout unit");
    assertThat(page.see("#setting-architecture-pieces").getDomProperty("value")).isEqualTo("5");
    page.click(".with-below:has(#setting-penalties) summary");
    page.text(".with-below:has(#setting-penalties)", "(slope − 1)² around real samples");
    page.click("button[aria-label='Add r1']");
    page.text(".copy code", "--penalties=[{type: r1, gamma: 10");
    page.complaints(); // the browser notes what was refused in between
    page.see("#language").sendKeys("Português");
    page.click(".start section > details > summary");
    page.text(".with-below:has(#setting-penalties)", "o que pode estar ali");
    page.text(".with-below:has(#setting-loss)", "fim da seção 3");
    page.see("#language").sendKeys("English");
    page.text("h1", "A new run");
  }

  @Test
  void pointsDrawnWithMouseAndKeysBecomeData() throws IOException {
    page.open("/#/draw");
    Actions mouse = new Actions(driver).moveToElement(page.see("#drawing")).clickAndHold();
    for (int i = 0; i < 8; i++) {
      mouse = mouse.moveByOffset(12, i % 2 == 0 ? 9 : -9);
    }
    mouse.release().perform();
    String drawn = page.text("#drawn", "points");
    page.tabTo("#drawing");
    page.press(Keys.ARROW_UP, Keys.ARROW_LEFT, Keys.SPACE);
    page.until("more points", () -> !page.see("#drawn").getText().equals(drawn));
    page.click("#learn");
    page.text("#state", "running");
    page.text(".run-head", "points");
    assertThat(directory.resolve("runs/points")).isDirectoryContaining(Files::isRegularFile);
    page.click("#stop");
    page.text("#state", "stopped");
    whatTheMonitorNoticesIsSaidInBothLanguages();
    Path run = studio.run(page.path().replaceFirst(".*/", ""));
    runsAreCompared(run);
    aTournamentIsRead(run);
  }

  private static void runsAreCompared(Path run) throws IOException {
    Path twin = run.resolveSibling("00009-twin");
    try (Stream<Path> files = Files.walk(run)) {
      for (Path file : files.toList()) {
        Files.copy(file, twin.resolve(run.relativize(file).toString()));
      }
    }
    page.open("/#/compare?runs=" + run.getFileName() + ",00009-twin");
    page.text(".stack", "All settings are the same.");
    page.text(".stack", "best checkpoint");
    page.text(".stack", " at step ");
    page.see(".side-by-side img");
  }

  private static void aTournamentIsRead(Path run) throws IOException {
    Files.writeString(
        run.resolve("tournament.json"),
        """
        {"steps": [10, 20, 30], "rounds": 64, "samples": 64,
         "win-rate": [[0.5, 0.9, 1], [0.2, 0.5, 0.8], [0, 0.3, 0.5]],
         "ratings": {"discriminators": [900, 1000, 1100], "generators": [900, 1000, 1100]},
         "reading": {"course": "forgetting", "margin": 0.1, "words": "Forgetting: …",
           "discriminator": {"gain": 0.1, "forgetting": 0.25, "returning": 0},
           "generator": {"gain": 0.1, "forgetting": 0.05, "returning": 0}}}
        """);
    page.open("/#/runs/" + run.getFileName() + "/tournament");
    page.text(".stack", "The discriminator no longer wins against old opponents");
    page.text(".stack", "(D 25%, G 5% of the rounds lost)");
    assertThat(page.all(".heat td")).hasSize(9);
  }

  private static void whatTheMonitorNoticesIsSaidInBothLanguages() {
    EventLog.append(
        studio.run(page.path().replaceFirst(".*/", "")).resolve("events.jsonl"),
        List.of(
            new GameEvent(
                90,
                GameEvent.Kind.BEGINS,
                "collapsing",
                50,
                "modes 3 and 5 of 8 are gone",
                "try --packing 2; lower learning rates",
                Map.of(
                    "kind",
                    "modes-gone",
                    "modes",
                    List.of("3", "5"),
                    "known",
                    8,
                    "what",
                    "mode"))));
    page.text(".events", "The modes 3 and 5 of 8 are gone.");
    page.text(".remedies", "--packing 2");
    page.see("#language").sendKeys("Português");
    page.text(".events", "Sumiram os modos 3 e 5 de 8.");
    page.text(".remedies", "taxas de aprendizado menores");
    page.see("#language").sendKeys("English");
    page.text(".remedies", "lower learning rates");
  }

  @Test
  void twoHundredQuestionsAtOnceAreAnsweredOrRefusedInALine() {
    page.open("/#/dirac");
    page.see(".orbits canvas");
    page.script(
        """
        import("/js/live/api.js").then(({ get }) => Promise.all(Array.from({ length: 200 }, (_, i) =>
          get(i % 2 ? "/api/runs" : `/api/dirac?steps=5&measured=${i === 0}&theta=${1 + i / 8}`)
            .then(() => "answered", (error) => error.message)))).then((all) => (window.all = all));""");
    List<?> all = page.until("all are settled", () -> (List<?>) page.script("return window.all"));
    List<String> answers = all.stream().map(Object::toString).toList();
    assertThat(answers).hasSize(200).contains("answered");
    assertThat(answers).isSubsetOf("answered", BUSY);
    page.open("/");
    page.text("h1", "Runs");
    page.complaints(); // the browser notes refused requests itself
  }

  @Test
  void aRunThatComesLaterThanTheAnswerIsWaitedFor() {
    page.open("/");
    page.text("h1", "Runs");
    page.script(
        """
        window.sound = window.fetch;
        const told = (status, body) => Promise.resolve(
          new Response(JSON.stringify(body), { status, headers: { "Content-Type": "application/json" } }));
        window.fetch = (url, options) =>
          options?.method === "POST" ? told(201, { run: null, job: { id: "1", state: "running" } })
            : String(url).endsWith("/api/jobs/1") ? told(200, { id: "1", state: "running", run: "00000-late" })
            : window.sound(url, options);
        import("/js/live/start.js").then(({ startRun }) => startRun({ preset: "ring" })).then((run) => (window.run = run));""");
    assertThat(page.until("the run is known", () -> page.script("return window.run")))
        .isEqualTo("00000-late");
    page.script("window.fetch = window.sound");
  }

  @Test
  void aServerThatHasTooMuchToDoIsSaidInPlace() {
    page.open("/#/dirac");
    page.see(".orbits canvas");
    page.script(
        """
        window.sound = window.fetch;
        window.fetch = () => Promise.resolve(new Response("{}", { status: 429, headers: { "Retry-After": "1" } }));
        const loss = document.querySelector("#dirac-loss");
        loss.value = "hinge";
        loss.dispatchEvent(new Event("change"));""");
    page.text(".orbits .note", BUSY);
    page.script("window.fetch = window.sound");
    page.click(".orbits .note button");
    page.see(".orbits canvas");
  }

  @Test
  void aPageThatGetsNoNewsSaysSo() {
    page.open("/#/dirac");
    page.see(".orbits canvas");
    page.script(
        """
        window.heard = window.EventSource;
        window.EventSource = class {
          static CLOSED = 2;
          readyState = 2;
          constructor() { setTimeout(() => this.onerror()); }
          addEventListener() {}
          close() {}
        };
        location.hash = "#/";""");
    page.text(".lost", "So many pages are watching that this one gets no news.");
    page.script("window.EventSource = window.heard");
    page.until(
        "news", () -> page.script("return document.querySelector('.lost').hidden ? true : null"));
  }

  @Test
  void aPageThatIsOpenForDaysKeepsAShortHistory() {
    page.open("/");
    page.script(
        """
        import("/js/live/history.js").then(({ History }) => {
          const history = new History();
          for (let step = 1; step <= 100_000; step++) {
            history.add({ from: step - 1, columns: { step: [step], value: [-step] }, verdicts: [[String(step)]] });
          }
          window.history5 = [history.columns.step.length, history.columns.value.length, history.verdicts.length,
            history.step, history.last("value"), Number(history.verdicts.at(-1)[0])];
        });""");
    List<?> kept = page.until("added", () -> (List<?>) page.script("return window.history5"));
    assertThat(((Number) kept.get(0)).intValue()).isBetween(3_000, 6_000);
    assertThat(kept.get(1)).isEqualTo(kept.get(0));
    assertThat(kept.get(2)).isEqualTo(kept.get(0));
    assertThat(kept.subList(3, 6).toString()).isEqualTo("[100000, -100000, 100000]");
  }

  @Test
  void theSmallestGameIsPredictedAndMeasured() {
    page.open("/#/dirac?loss=minimax&penalty=r1");
    page.text(".orbits", "spirals in");
    page.until("both ways to play", () -> page.all(".orbits canvas").size() == 2);
    page.text(".orbits", "Eigenvalues of a step");
    page.text(".orbits", "● measured");
    page.text(".copy code", "dirac --penalties");
  }
}
