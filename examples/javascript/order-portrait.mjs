// Orders a portrait of a photo, waits for it, and keeps the picture. Node 18 or newer, no packages.
import { randomUUID } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";

const [photo, picture] = process.argv.slice(2);

async function ask(path, body) {
  const headers = { Authorization: "Bearer " + process.env.LIKENESS_KEY };
  if (body) {
    headers["Content-Type"] = "application/json";
    // Sent again with the same key, because the answer was lost, it is not a second order.
    headers["Idempotency-Key"] = randomUUID();
  }
  const answer = await fetch(process.env.LIKENESS_URL + path,
    { method: body ? "POST" : "GET", headers, body: body && JSON.stringify(body) });
  if (!answer.ok) {
    const problem = await answer.json();
    throw new Error(problem.code + ": " + problem.detail);
  }
  return answer;
}

let portrait = await (await ask("/v1/portraits", {
  photo: (await readFile(photo)).toString("base64"), prompt: "in a library", width: 512, height: 512,
})).json();
while (["in_queue", "generating"].includes(portrait.status)) {
  await new Promise(resolve => setTimeout(resolve, 500));
  portrait = await (await ask("/v1/portraits/" + portrait.id)).json();
}
if (portrait.status !== "done") {
  throw new Error("the portrait is " + portrait.status + ": " + JSON.stringify(portrait.error));
}
await writeFile(picture, Buffer.from(await (await ask(`/v1/portraits/${portrait.id}/image`)).arrayBuffer()));
console.log("portrait", portrait.id, "is in", picture);
