/**
 * Every generator of a run against every discriminator: who learnt, who forgot, who runs in
 * circles. Read {@link org.esgrima.tournament.Tournament} first, then {@link
 * org.esgrima.tournament.Reading} and {@link org.esgrima.tournament.BradleyTerry}. Knows nothing of
 * the command line.
 */
package org.esgrima.tournament;
