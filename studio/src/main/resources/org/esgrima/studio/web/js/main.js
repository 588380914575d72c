/** Starts the page: words first, then the frame, then what the address asks for. */
import { go, route, start } from "./base/router.js";
import { shortcutsOf } from "./base/keys.js";
import { toggle } from "./base/theme.js";
import { current, load, preferred, remember } from "./base/words.js";
import { about } from "./live/about.js";
import { mark, missing, shell, showHelp } from "./parts/shell.js";

/** A page's code is fetched when the page is. */
const page = (name) => async (...parts) => (await import(`./pages/${name}.js`)).default(...parts);

route("/start", page("start"));
route("/draw", page("draw"));
route("/runs/:run", page("watch"));
route("/runs/:run/latent", page("latent"));
route("/runs/:run/tournament", page("tournament"));
route("/compare", page("compare"));
route("/dirac", page("dirac"));
route("/next", page("next"));
route("/next/:place", page("next"));
route("/next/:run/:seed", page("next"));

shortcutsOf({
  "?": ["key.help", showHelp],
  t: ["key.theme", toggle],
  l: ["key.language", () => change(current() === "en" ? "pt-BR" : "en")],
  h: ["key.runs", () => go("/")],
});

const app = document.getElementById("app");

async function change(language) {
  await load(language);
  remember(language);
  await draw();
  document.getElementById("language").focus();
}

function draw() {
  const outlet = shell(app, change, served.run);
  return start(outlet, missing, mark);
}

const [served] = await Promise.all([about(), load(preferred())]);
route("/", page(served.run ? "next" : "runs"));
await draw();
