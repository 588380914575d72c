package org.esgrima.report;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** Synthetic samples of the same latents over time, beside real ones. */
final class Sheets {
  /** Sheets on a page at most. */
  static final int MOST = 12;

  /** Bytes of a picture above which it is made smaller. */
  static final long BUDGET = 220_000;

  private Sheets() {}

  /** Evenly chosen, with the first and the last. */
  static <T> List<T> chosen(List<T> all, int most) {
    if (all.size() <= most) {
      return all;
    }
    double stride = (all.size() - 1.0) / (most - 1);
    return IntStream.range(0, most).mapToObj(i -> all.get((int) Math.round(i * stride))).toList();
  }

  static void write(Html page, RunFacts facts) {
    List<RunFacts.Sheet> sheets = chosen(facts.sheets(), MOST);
    page.raw("<div class=samples><figure class=time>\n<div class=stack>");
    for (int i = 0; i < sheets.size(); i++) {
      boolean last = i == sheets.size() - 1;
      RunFacts.Sheet sheet = sheets.get(i);
      page.raw("<img" + (last ? "" : " hidden") + " alt='samples after ");
      page.text(Numbers.count(sheet.step())).raw(" steps' data-step='");
      page.text(Numbers.count(sheet.step())).raw("' src='");
      page.raw(Picture.address(sheet.file(), BUDGET)).raw("'>\n");
    }
    page.raw("</div>\n<figcaption><label>Synthetic, after <output>");
    page.text(Numbers.count(sheets.get(sheets.size() - 1).step())).raw("</output> steps");
    if (sheets.size() > 1) {
      int last = sheets.size() - 1;
      page.raw("<input type=range min=0 max=" + last + " value=" + last + " step=1>");
    }
    page.raw("</label></figcaption></figure>\n");
    Path reals = facts.run().samplesDirectory().resolve("reals.png");
    if (Files.exists(reals)) {
      page.raw("<figure><img alt='real samples' src='").raw(Picture.address(reals, BUDGET));
      page.raw("'>\n<figcaption>Real</figcaption></figure>");
    }
    page.raw("</div>\n");
    page.element(
        "p class=note", "Every place shows the same latent at all times. Real samples are others.");
  }
}
