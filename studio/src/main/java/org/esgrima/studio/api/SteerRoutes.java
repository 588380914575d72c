package org.esgrima.studio.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.esgrima.InputException;
import org.esgrima.io.Json;
import org.esgrima.run.RunDirectory;
import org.esgrima.run.control.Answer.Outcome;
import org.esgrima.run.control.Command;
import org.esgrima.run.control.CommandInbox;
import org.esgrima.run.control.CommandLog;
import org.esgrima.studio.http.Answer;
import org.esgrima.studio.http.Call;
import org.esgrima.studio.http.HttpError;
import org.esgrima.studio.http.Reply;
import org.esgrima.studio.http.Route;
import org.esgrima.studio.http.Routes;
import org.esgrima.studio.jobs.Job;
import org.esgrima.studio.jobs.Jobs;
import org.esgrima.studio.live.Overview;
import org.esgrima.studio.runs.Runs;

/** Addresses that steer trainers: resume, stop, and the commands of the run directory. */
public final class SteerRoutes {
  private static final int MOST_WAITING = 100;
  private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private final Runs runs;
  private final Overview overview;
  private final Jobs jobs;
  private final Starter starter;

  /** Steers trainers. */
  public SteerRoutes(Runs runs, Overview overview, Jobs jobs, Starter starter) {
    this.runs = runs;
    this.overview = overview;
    this.jobs = jobs;
    this.starter = starter;
  }

  /** Adds the addresses. */
  public void addTo(Routes routes) {
    routes.add(new Route("POST", "/api/runs/{run}/resume", this::resume));
    routes.post("/api/runs/{run}/stop", this::stop);
    routes.add(new Route("POST", "/api/runs/{run}/commands", this::command));
  }

  private Reply resume(Call call) throws IOException {
    RunDirectory run = Tell.run(runs, call);
    ObjectNode body = call.json();
    boolean begins = jobs.trainerOf(run.name()).filter(job -> !job.state().ended()).isPresent();
    if (begins || runs.isAlive(run)) {
      throw HttpError.conflict("the run %s is being trained already".formatted(run.name()));
    }
    Wish wish = Wish.of(body);
    List<String> arguments = new ArrayList<>(List.of("resume", run.path().toString(), "--quiet"));
    arguments.addAll(wish.options());
    if (wish.paused()) {
      arguments.add("--paused");
    }
    overview.starting(run.name());
    return starter.start(Job.Kind.RESUME, run.name(), arguments);
  }

  private Answer stop(Call call) throws IOException {
    RunDirectory run = Tell.run(runs, call);
    boolean force = call.json().path("force").asBoolean(false);
    Optional<Job> own = jobs.trainerOf(run.name()).filter(job -> !job.state().ended());
    if (force) {
      own.orElseThrow(
              () -> HttpError.conflict("this studio has not started a trainer of " + run.name()))
          .cancel(true);
    } else if (overview.state(run).path("steerable").asBoolean()) {
      new CommandInbox(run.commandsDirectory()).send(new Command.Stop());
    } else {
      own.orElseThrow(() -> HttpError.conflict("no trainer is at work on " + run.name()))
          .cancel(false);
    }
    overview.stopping(run.name());
    return Answer.json(202, overview.state(run));
  }

  private Reply command(Call call) throws IOException {
    RunDirectory run = Tell.run(runs, call);
    Command command = Json.bind(call.json(), Command.class, "command");
    if (!overview.state(run).path("steerable").asBoolean()) {
      throw HttpError.conflict("no trainer that follows commands is at work on " + run.name());
    }
    if (waiting(run) >= MOST_WAITING) {
      throw HttpError.tooMany(MOST_WAITING + " commands wait for the trainer already", 1);
    }
    String id = new CommandInbox(run.commandsDirectory()).send(command);
    if (command instanceof Command.Stop) {
      overview.stopping(run.name());
    }
    CompletableFuture<Answer> answer = new CompletableFuture<>();
    long until = System.nanoTime() + PATIENCE_NANOS;
    starter.poll(() -> look(run, id, answer, until));
    return new Reply.Later(answer);
  }

  private static long waiting(RunDirectory run) throws IOException {
    try (Stream<Path> entries = Files.list(run.commandsDirectory())) {
      return entries.count();
    } catch (NoSuchFileException e) {
      return 0;
    }
  }

  private boolean look(RunDirectory run, String id, CompletableFuture<Answer> answer, long until) {
    try {
      var said = CommandLog.answer(run.commandLog(), id);
      if (said.isEmpty() && System.nanoTime() < until) {
        return false;
      }
      ObjectNode tree = Tell.object();
      tree.put(
          "outcome", said.map(a -> a.outcome().name().toLowerCase(Locale.ROOT)).orElse("waiting"));
      tree.put("message", said.map(a -> a.message()).orElse(null));
      tree.set("state", overview.state(run));
      boolean refused = said.map(a -> a.outcome() == Outcome.REFUSED).orElse(false);
      if (refused) {
        answer.completeExceptionally(HttpError.refused(said.get().message()));
      } else {
        answer.complete(Answer.json(202, tree));
      }
    } catch (InputException e) {
      answer.completeExceptionally(HttpError.broken(e.getMessage()));
    }
    return true;
  }
}
