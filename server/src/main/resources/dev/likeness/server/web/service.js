// @ts-check The service for administrators: queue, workers, failures. Updated while it is visible.
import { complain, el } from "./dom.js";
import { onLanguage, problem, t } from "./words.js";
import { get } from "./api.js";
import { short } from "./history.js";
import { figures, table, when } from "./table.js";

const EVERY = 3000;
const HOUR = 3_600_000;
const lasting = (seconds) =>
  seconds === undefined
    ? "–"
    : seconds < 90
      ? `${Math.round(seconds)} s`
      : `${Math.round(seconds / 60)} ${t("minutes")}`;

export function service() {
  const sums = el("dl", { class: "figures" });
  const workers = el("section", { class: "card wide" });
  const failures = el("section", { class: "card wide" });
  const version = el("p", { class: "dim small" });
  const all = el(
    "div",
    { class: "books", hidden: true },
    sums,
    el("div", { class: "cards" }, workers, failures),
    version,
  );
  const node = el("div", { class: "books" }, el("h1", { t: "nav.service" }), all);
  let timer = 0;

  function show(now) {
    sums.replaceChildren(
      ...figures([
        ["service.waiting", String(now.queue.waiting)],
        ["service.made", String(now.queue.being_made)],
        ["service.oldest", lasting(now.queue.oldest_waiting_seconds)],
        ["service.done", String(now.today.done)],
        ["service.failed", String(now.today.failed)],
        ["service.spent", now.today.spent, "PTC"],
      ]),
    );
    workers.replaceChildren(
      el("h2", { t: "service.workers" }),
      table(
        "service.workers",
        [
          "keys.state",
          "service.host",
          "look.engine",
          "service.places",
          "service.making",
          "service.since",
          "service.seen",
        ],
        // A worker that has been silent for an hour is of no interest any more.
        now.workers
          .filter((worker) => worker.state !== "gone" || Date.now() - Date.parse(worker.seen_at) < HOUR)
          .map((worker) => [
            el("span", {
              class: `state ${worker.state === "gone" ? "bad" : worker.state === "working" ? "good" : "off"}`,
              t: `worker.${worker.state}`,
            }),
            worker.host,
            worker.engines.join(", "),
            `${worker.making.length} / ${worker.places}`,
            el("span", { title: worker.making.join(", ") }, worker.making.map(short).join(", ")),
            when(worker.started_at),
            lasting((Date.now() - Date.parse(worker.seen_at)) / 1000),
          ]),
      ),
    );
    failures.replaceChildren(
      el("h2", { t: "service.failures" }),
      table(
        "service.failures",
        ["books.when", "keys.account", "service.code", "books.portrait"],
        now.failures.map((each) => [
          when(each.at),
          each.account,
          t(`problem.${each.code}`, each.code),
          el("span", { title: each.portrait }, short(each.portrait)),
        ]),
      ),
    );
    version.textContent = `Likeness ${now.version}`;
    all.hidden = false;
  }

  async function fill() {
    clearTimeout(timer);
    try {
      show(await get("/v1/service"));
    } catch (error) {
      if (error.status === 401) return;
      if (all.hidden || error.status === 403) complain(error);
      if (error.status === 403) return;
    }
    if (node.isConnected) timer = setTimeout(fill, EVERY);
  }
  onLanguage(() => {
    if (node.isConnected) fill();
  });
  return { node, start: fill, enter: fill, leave: () => clearTimeout(timer), title: "nav.service" };
}
