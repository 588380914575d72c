/**
 * The drawing of faces for {@link org.esgrima.data.Avatars}.
 *
 * <p>{@link org.esgrima.data.avatars.Face} holds the random factors of one picture, in records of
 * their own for hair, eyes, pose and so on; {@link org.esgrima.data.avatars.FacePainter} paints it,
 * one class a part. {@code Points} and {@code View} are the space in which the parts lie and the
 * way from there to pixels; {@code Easel} has what all parts share. Read them in this order.
 *
 * <p>Depends on {@code data.draw} and must not on the rest of {@code data}. Any change to what is
 * drawn raises {@link org.esgrima.data.avatars.FacePainter#VERSION}.
 */
package org.esgrima.data.avatars;
