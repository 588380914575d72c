/**
 * Named pairs of networks, each a record: {@link org.esgrima.architecture.MlpGan} (2014), {@link
 * org.esgrima.architecture.Dcgan} (2016), {@link org.esgrima.architecture.ResnetGan} (2018), {@link
 * org.esgrima.architecture.StyleGan2} (2020) and {@link org.esgrima.architecture.R3Gan} (2024).
 *
 * <p>Resolution, width and channels are components, never class names. A record is stored as JSON
 * in the checkpoint, so a file rebuilds its own networks. Uses {@code nn}; contains no memory,
 * device or training code: it looks like the paper.
 */
package org.esgrima.architecture;
