/** What visitors see change: one thread looks at the runs that somebody watches. */
package org.esgrima.studio.live;
