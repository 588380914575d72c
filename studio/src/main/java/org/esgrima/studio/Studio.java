package org.esgrima.studio;

import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.esgrima.InputException;
import org.esgrima.studio.api.AboutRoutes;
import org.esgrima.studio.api.JobRoutes;
import org.esgrima.studio.api.NextRoutes;
import org.esgrima.studio.api.ProjectionRoutes;
import org.esgrima.studio.api.RunRoutes;
import org.esgrima.studio.api.StartRoutes;
import org.esgrima.studio.api.Starter;
import org.esgrima.studio.api.SteerRoutes;
import org.esgrima.studio.api.StudyRoutes;
import org.esgrima.studio.generate.GenerateRoutes;
import org.esgrima.studio.generate.LatentRoutes;
import org.esgrima.studio.generate.Models;
import org.esgrima.studio.http.Guard;
import org.esgrima.studio.http.Routes;
import org.esgrima.studio.http.StaticFiles;
import org.esgrima.studio.http.WebServer;
import org.esgrima.studio.jobs.Jobs;
import org.esgrima.studio.live.Live;
import org.esgrima.studio.live.Overview;
import org.esgrima.studio.runs.Runs;
import org.esgrima.studio.runs.RunsFolder;

/**
 * A studio that is open.
 *
 * <pre>{@code
 * try (Studio studio = Studio.open(StudioSettings.local(Path.of("runs"), 0, launcher))) {
 *   System.out.println(studio.address());
 *   studio.await();
 * }
 * }</pre>
 */
public final class Studio implements AutoCloseable {
  private final Guard guard;
  private final Jobs jobs;
  private final Live live;
  private final Starter starter;
  private final Models models;
  private final Routes routes;
  private final WebServer server;
  private final String host;
  private final CountDownLatch closed = new CountDownLatch(1);

  private Studio(StudioSettings settings) {
    guard = Guard.of(settings.address().getAddress(), settings.names());
    RunsFolder folder = new RunsFolder(settings.runs());
    Runs runs = new Runs(folder);
    jobs = new Jobs(settings.launcher(), settings.trainers());
    Overview overview = new Overview(runs, jobs);
    live = new Live(runs, overview, jobs);
    starter = new Starter(folder, jobs);
    models = new Models(jobs, settings.threads(), settings.waiting());
    routes = routes(settings, runs, overview);
    server = WebServer.start(settings.address(), guard, routes, new StaticFiles(Studio.class));
    host = settings.address().getAddress().getHostAddress();
  }

  private Routes routes(StudioSettings settings, Runs runs, Overview overview) {
    String command = settings.launcher().shown();
    Routes all = new Routes();
    new AboutRoutes(settings, runs.folder()).addTo(all);
    new GenerateRoutes(runs, models, command).addTo(all);
    new LatentRoutes(runs, models, command).addTo(all);
    new NextRoutes(runs, overview, settings.only(), new StaticFiles(Studio.class)).addTo(all);
    if (settings.only().isPresent()) {
      return all.only("run", settings.only().get());
    }
    new RunRoutes(runs, overview, live).addTo(all);
    new StartRoutes(runs.folder(), jobs, starter).addTo(all);
    new SteerRoutes(runs, overview, jobs, starter).addTo(all);
    new ProjectionRoutes(runs, jobs).addTo(all);
    new StudyRoutes(runs, overview, jobs).addTo(all);
    new JobRoutes(jobs).addTo(all);
    return all;
  }

  /**
   * Opens one.
   *
   * @throws InputException if the address cannot be used
   */
  public static Studio open(StudioSettings settings) {
    return new Studio(settings);
  }

  /** Where it is, for a browser; with its token where it needs one. */
  public String address() {
    String name = host.contains(":") ? "[" + host + "]" : host;
    String token = guard.token().map(t -> "?token=" + t).orElse("");
    return "http://" + name + ":" + server.port() + "/" + token;
  }

  /** The port that it listens on. */
  public int port() {
    return server.port();
  }

  /** All addresses, as {@code METHOD /template}. */
  Set<String> addresses() {
    return routes.all().stream()
        .map(route -> route.method() + " " + route.template())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Returns when it has been closed. */
  public void await() throws InterruptedException {
    closed.await();
  }

  @Override
  public void close() {
    server.close();
    live.close();
    starter.close();
    models.close();
    jobs.close();
    closed.countDown();
  }
}
