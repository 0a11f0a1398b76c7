// @ts-check
// The same order in four languages, ready to paste. The key is never in them.
const json = (order, indent) => JSON.stringify(order, null, indent);

function curl(order, at) {
	const quoted = (value) =>
		`'${String(typeof value === "object" ? JSON.stringify(value) : value).replaceAll("'", "'\\''")}'`;
	const parts = Object.entries(order).map(([name, value]) => `  --form-string ${name}=${quoted(value)}`);
	return [
		`curl -s ${at}/v1/portraits -H "Authorization: Bearer $LIKENESS_KEY" \\`,
		"  -F photo=@photo.jpg" + (parts.length ? " \\" : ""),
		parts.join(" \\\n"),
	]
		.join("\n")
		.trim();
}

const python = (order, at) => `import base64, os, time, requests

auth = {"Authorization": "Bearer " + os.environ["LIKENESS_KEY"]}
order = ${json(order, 4)
	.replaceAll(/: true/g, ": True")
	.replaceAll(/: false/g, ": False")}
order["photo"] = base64.b64encode(open("photo.jpg", "rb").read()).decode()
portrait = requests.post("${at}/v1/portraits", json=order, headers=auth).json()
while portrait["status"] in ("in_queue", "generating"):
    time.sleep(0.5)
    portrait = requests.get("${at}/v1/portraits/" + portrait["id"], headers=auth).json()
open("portrait.jpg", "wb").write(requests.get(portrait["image"]["url"]).content)`;

const javascript = (order, at) => `import { readFile, writeFile } from "node:fs/promises";

const headers = { Authorization: "Bearer " + process.env.LIKENESS_KEY, "Content-Type": "application/json" };
const order = ${json(order, 2)};
order.photo = (await readFile("photo.jpg")).toString("base64");
let portrait = await (await fetch("${at}/v1/portraits", { method: "POST", headers, body: JSON.stringify(order) })).json();
while (["in_queue", "generating"].includes(portrait.status)) {
  await new Promise(resolve => setTimeout(resolve, 500));
  portrait = await (await fetch("${at}/v1/portraits/" + portrait.id, { headers })).json();
}
await writeFile("portrait.jpg", Buffer.from(await (await fetch(portrait.image.url)).arrayBuffer()));`;

function java(order, at) {
	const body = json({ ...order, photo: "%s" }, 2)
		.replaceAll("\\", "\\\\")
		.replace(/%(?!s")/g, "%%");
	return `HttpClient http = HttpClient.newHttpClient();
String photo = Base64.getEncoder().encodeToString(Files.readAllBytes(Path.of("photo.jpg")));
String order = """
${body
	.split("\n")
	.map((line) => "        " + line)
	.join("\n")}
        """.formatted(photo);
HttpResponse<String> portrait = http.send(HttpRequest.newBuilder(URI.create("${at}/v1/portraits"))
        .header("Authorization", "Bearer " + System.getenv("LIKENESS_KEY"))
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(order)).build(), HttpResponse.BodyHandlers.ofString());
System.out.println(portrait.body()); // its id, then GET /v1/portraits/{id} until "done"`;
}

export const LANGUAGES = { curl, Java: java, Python: python, JavaScript: javascript };
export const snippet = (name, order) => LANGUAGES[name](order, location.origin);
