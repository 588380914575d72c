/**
 * The smallest game that shows how GANs fail to converge: the Dirac-GAN of Mescheder et al. 2018
 * (arXiv 1801.04406, Sections 2 to 4), with one number for each player.
 *
 * <p>Read {@link org.esgrima.train.dirac.DiracGan} first: it plays the game with the losses,
 * penalties and gradients that train networks, and measures its eigenvalues. {@link
 * org.esgrima.train.dirac.ClosedForm} predicts the same numbers with pencil and paper, without
 * tensors; tests hold the one against the other. Knows no files and no data.
 */
package org.esgrima.train.dirac;
