package org.esgrima.run;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;
import org.esgrima.InputException;
import org.esgrima.io.AtomicFile;

/**
 * Pictures in a row as one animated GIF that begins anew after the last. Each frame has at most 256
 * colours, its own; exact colours are in PNG files.
 */
public final class Animation {
  private static final String FORMAT = "javax_imageio_gif_image_1.0"; // of the JDK's GIF writer
  private static final int HUNDREDTHS = 100;

  private Animation() {}

  /**
   * Writes an animation, atomically.
   *
   * @param file replaced if it exists
   * @param frames of one size, at least one
   * @param framesPerSecond above 0, at most 50, beyond which browsers slow down
   * @throws InputException if the file cannot be written
   */
  public static void write(Path file, List<BufferedImage> frames, double framesPerSecond) {
    if (!(framesPerSecond > 0 && framesPerSecond <= HUNDREDTHS / 2.0)) {
      throw new InputException(
          "value out of range", "frames per second", "0 to 50", framesPerSecond, "Try 10");
    }
    int delay = (int) Math.round(HUNDREDTHS / framesPerSecond);
    AtomicFile.write(file, out -> write(out, frames, delay));
  }

  private static void write(OutputStream out, List<BufferedImage> frames, int delay)
      throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
    try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
      writer.setOutput(stream);
      writer.prepareWriteSequence(null);
      ImageWriteParam settings = writer.getDefaultWriteParam();
      for (int i = 0; i < frames.size(); i++) {
        BufferedImage frame = frames.get(i);
        IIOMetadata metadata =
            writer.getDefaultImageMetadata(
                ImageTypeSpecifier.createFromRenderedImage(frame), settings);
        timed(metadata, delay, i == 0);
        writer.writeToSequence(new IIOImage(frame, null, metadata), settings);
      }
      writer.endWriteSequence();
    } finally {
      writer.dispose();
    }
  }

  private static void timed(IIOMetadata metadata, int delay, boolean first) throws IOException {
    IIOMetadataNode root = (IIOMetadataNode) metadata.getAsTree(FORMAT);
    IIOMetadataNode control = child(root, "GraphicControlExtension");
    control.setAttribute("disposalMethod", "none");
    control.setAttribute("userInputFlag", "FALSE");
    control.setAttribute("transparentColorFlag", "FALSE");
    control.setAttribute("transparentColorIndex", "0");
    control.setAttribute("delayTime", Integer.toString(delay));
    if (first) {
      IIOMetadataNode forever = new IIOMetadataNode("ApplicationExtension");
      forever.setAttribute("applicationID", "NETSCAPE");
      forever.setAttribute("authenticationCode", "2.0");
      forever.setUserObject(new byte[] {1, 0, 0}); // sub-block 1: begin anew without end
      child(root, "ApplicationExtensions").appendChild(forever);
    }
    metadata.setFromTree(FORMAT, root);
  }

  private static IIOMetadataNode child(IIOMetadataNode root, String name) {
    for (int i = 0; i < root.getLength(); i++) {
      if (root.item(i).getNodeName().equals(name)) {
        return (IIOMetadataNode) root.item(i);
      }
    }
    IIOMetadataNode child = new IIOMetadataNode(name);
    root.appendChild(child);
    return child;
  }
}
