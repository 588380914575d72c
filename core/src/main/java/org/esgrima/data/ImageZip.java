package org.esgrima.data;

import java.nio.file.Path;
import org.esgrima.data.image.ImageSource;
import org.esgrima.data.image.ZipSource;

/**
 * A ZIP archive of images, read in place, with everything as in an {@link ImageFolder}; also the
 * archives that the data set tools of StyleGAN2-ADA and StyleGAN3 write.
 */
public final class ImageZip extends ImageFiles {
  private ImageZip(ImageSource source, int resolution, int channels) {
    super(source, resolution, channels);
  }

  /**
   * Opens an archive; it stays open until {@link #close}.
   *
   * @param resolution as in {@link ImageFolder#open}
   * @param channels as in {@link ImageFolder#open}
   * @throws org.esgrima.InputException if it is no ZIP file, there is no image, one cannot be read,
   *     or sizes differ
   */
  public static ImageZip open(Path archive, int resolution, int channels) {
    ImageSource source = ZipSource.of(archive);
    try {
      return new ImageZip(source, resolution, channels);
    } catch (RuntimeException e) {
      source.close();
      throw e;
    }
  }
}
