/**
 * What programs that draw data sets share: random numbers, colours, curves and a canvas.
 *
 * <p>A {@link org.esgrima.data.draw.Contour} is a curve in pixels, a {@link
 * org.esgrima.data.draw.Mask} the area that contours enclose, softened, cut or moved; a {@link
 * org.esgrima.data.draw.Canvas} is painted through masks with a {@link
 * org.esgrima.data.draw.Paint}, whose colours are {@link org.esgrima.data.draw.Tone}s.
 *
 * <p>Must not depend on the rest of {@code data}. Every operation is exactly rounded or from {@link
 * StrictMath}, so the same calls give the same bytes on every platform. Java's own graphics would
 * not do: their rasteriser changes with the version of Java.
 */
package org.esgrima.data.draw;
