package org.esgrima.cli.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogType;

/** What a person does with the page, by CSS selectors. */
final class Page {
  private static final Duration PATIENCE = Duration.ofSeconds(45);

  private final ChromeDriver driver;
  private final String address;

  Page(ChromeDriver driver, String address) {
    this.driver = driver;
    this.address = address;
  }

  /** Goes to an address, loading everything anew. */
  Page open(String path) {
    driver.get("about:blank");
    driver.get(address + path);
    return this;
  }

  void reload() {
    driver.navigate().refresh();
  }

  /** The path with what follows it. */
  String path() {
    return driver.getCurrentUrl().substring(address.length());
  }

  /** The element, as soon as it can be seen. */
  WebElement see(String selector) {
    return until(
        selector + " is seen",
        () ->
            driver.findElements(By.cssSelector(selector)).stream()
                .filter(WebElement::isDisplayed)
                .findFirst()
                .orElse(null));
  }

  List<WebElement> all(String selector) {
    return driver.findElements(By.cssSelector(selector));
  }

  void click(String selector) {
    until(
        selector + " can be clicked",
        () -> {
          WebElement found = see(selector);
          if (!found.isEnabled()) {
            return null;
          }
          driver.executeScript("arguments[0].scrollIntoView({block: 'center'})", found);
          found.click();
          return found;
        });
  }

  /** Waits for a text. */
  String text(String selector, String part) {
    return until(
        selector + " says " + part,
        () -> {
          String text = see(selector).getText();
          return text.contains(part) ? text : null;
        });
  }

  /** Presses keys wherever the focus is. */
  void press(CharSequence... keys) {
    new Actions(driver).sendKeys(keys).perform();
  }

  /** Presses Tab until an element has the focus. */
  WebElement tabTo(String selector) {
    for (int i = 0; i < 80; i++) {
      WebElement focused = driver.switchTo().activeElement();
      if (focused.equals(
          driver.findElements(By.cssSelector(selector)).stream().findFirst().orElse(null))) {
        return focused;
      }
      press(Keys.TAB);
    }
    throw new AssertionError("Tab does not lead to " + selector);
  }

  Object script(String code, Object... arguments) {
    return driver.executeScript(code, arguments);
  }

  /** Waits for something that is neither null nor false. */
  <T> T until(String what, Supplier<T> look) {
    Instant end = Instant.now().plus(PATIENCE);
    while (true) {
      T found = tried(look);
      if (found != null && !Boolean.FALSE.equals(found)) {
        return found;
      }
      assertThat(Instant.now())
          .as(() -> what + "; the page: " + driver.findElement(By.tagName("body")).getText())
          .isBefore(end);
    }
  }

  private static <T> T tried(Supplier<T> look) {
    try {
      return look.get();
    } catch (StaleElementReferenceException e) {
      return null; // drawn anew in between
    }
  }

  /** What the browser's console complains about, since the last question. */
  List<String> complaints() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .map(entry -> entry.getLevel() + " " + entry.getMessage())
        .toList();
  }
}
