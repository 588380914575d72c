package org.esgrima.report;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.esgrima.InputException;
import org.esgrima.io.UnreadableFile;
import org.esgrima.run.Animation;
import org.esgrima.run.ImageGrid;
import org.esgrima.run.RunDirectory;

/**
 * The same latents through training: pictures that form. Read from the sheets that a run keeps in
 * {@code samples}, so that no checkpoint is needed.
 *
 * @param sheets in the order of their steps, at least one
 * @param steps of the sheets
 */
public record Timeline(List<Path> sheets, List<Long> steps) {
  private static final Color GAP = new Color(0xC4C9D0); // as on the sheets themselves

  /** Copies the lists. */
  public Timeline {
    sheets = List.copyOf(sheets);
    steps = List.copyOf(steps);
  }

  /**
   * The sheets of a run, evenly chosen, with the first and the last.
   *
   * @param most moments, at least 2
   * @throws InputException if the run has no sheets
   */
  public static Timeline of(RunDirectory run, int most) {
    List<RunFacts.Sheet> chosen = Sheets.chosen(RunFacts.sheets(run), most);
    if (chosen.isEmpty()) {
      throw new InputException(
          "no sheets of samples",
          run.samplesDirectory(),
          "files such as fakes-000200.png",
          "none",
          "Let the run make some: --sample-ticks");
    }
    return new Timeline(
        chosen.stream().map(RunFacts.Sheet::file).toList(),
        chosen.stream().map(RunFacts.Sheet::step).toList());
  }

  /**
   * One picture: a row for each latent, a column for each moment.
   *
   * @param count samples on a sheet
   * @param height of one sample in its own pixels
   * @param width of one sample
   * @param rows latents, the first of the sheet
   */
  public BufferedImage picture(int count, int height, int width, int rows) {
    ImageGrid grid = ImageGrid.fitting(count, height);
    int cellWidth = width * grid.scale() + ImageGrid.PADDING;
    int cellHeight = height * grid.scale() + ImageGrid.PADDING;
    int shown = Math.min(rows, count);
    BufferedImage picture =
        new BufferedImage(
            sheets.size() * cellWidth + ImageGrid.PADDING,
            shown * cellHeight + ImageGrid.PADDING,
            BufferedImage.TYPE_INT_RGB);
    Graphics2D g = picture.createGraphics();
    g.setColor(GAP);
    g.fillRect(0, 0, picture.getWidth(), picture.getHeight());
    for (int moment = 0; moment < sheets.size(); moment++) {
      BufferedImage sheet = read(sheets.get(moment));
      for (int i = 0; i < shown; i++) {
        int left = ImageGrid.PADDING + i % grid.columns() * cellWidth;
        int top = ImageGrid.PADDING + i / grid.columns() * cellHeight;
        BufferedImage cell =
            sheet.getSubimage(left, top, width * grid.scale(), height * grid.scale());
        g.drawImage(
            cell, ImageGrid.PADDING + moment * cellWidth, ImageGrid.PADDING + i * cellHeight, null);
      }
    }
    g.dispose();
    return picture;
  }

  /** The whole sheets one after the other, as an animated GIF. */
  public void animation(Path file, double framesPerSecond) {
    List<BufferedImage> frames = new ArrayList<>();
    sheets.forEach(sheet -> frames.add(read(sheet)));
    Animation.write(file, frames, framesPerSecond);
  }

  private static BufferedImage read(Path file) {
    try {
      BufferedImage sheet = ImageIO.read(file.toFile());
      if (sheet == null) {
        throw new IOException("not a PNG");
      }
      return sheet;
    } catch (IOException e) {
      throw UnreadableFile.of(file, "a sheet of samples", e);
    }
  }
}
