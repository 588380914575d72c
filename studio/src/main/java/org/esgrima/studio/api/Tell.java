package org.esgrima.studio.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.esgrima.InputException;
import org.esgrima.run.RunDirectory;
import org.esgrima.studio.http.Answer;
import org.esgrima.studio.http.Call;
import org.esgrima.studio.http.HttpError;
import org.esgrima.studio.jobs.Jobs;
import org.esgrima.studio.runs.Runs;

/** What several groups of addresses do in the same way. */
final class Tell {
  private static final int RETRY_SECONDS = 5;

  private Tell() {}

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /**
   * The run that a request names.
   *
   * @throws HttpError 404, or 422 if it is broken
   */
  static RunDirectory run(Runs runs, Call call) {
    return run(runs, call.path("run"));
  }

  /** As the other, by name. */
  static RunDirectory run(Runs runs, String name) {
    try {
      return runs.open(name);
    } catch (NoSuchElementException e) {
      throw HttpError.missing(e.getMessage());
    } catch (InputException e) {
      if (!runs.folder().has(name)) {
        throw HttpError.missing(e.getMessage()); // deleted at this moment
      }
      throw HttpError.broken(e.getMessage());
    }
  }

  /** A picture, or 404. */
  static Answer png(Optional<byte[]> file, String what) {
    return Answer.png(file.orElseThrow(() -> HttpError.missing("no such " + what)));
  }

  /** As an error of HTTP. */
  static HttpError full(Jobs.Full e) {
    return HttpError.tooMany(e.getMessage(), RETRY_SECONDS);
  }
}
