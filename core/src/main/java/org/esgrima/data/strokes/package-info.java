/**
 * The drawing of handwritten digits for {@link org.esgrima.data.Strokes}.
 *
 * <p>{@code DigitShapes} holds the pen strokes of each digit in several ways of writing, {@link
 * org.esgrima.data.strokes.Hand} the random factors of one drawing, {@code Pen} turns both into
 * curves and {@link org.esgrima.data.strokes.DigitPainter} into an image. Read them in this order.
 *
 * <p>Depends on {@code data.draw} and must not on the rest of {@code data}. Every operation here is
 * exactly rounded or from {@link StrictMath}, so the same seed gives the same bytes on every
 * platform; any change to what is drawn raises {@link
 * org.esgrima.data.strokes.DigitPainter#VERSION}.
 */
package org.esgrima.data.strokes;
