// Checks the Python sources: `node ruff.cjs FOLDER...` prints what ruff finds, a line each, and
// exits with 1; `node ruff.cjs --fix FOLDER...` mends what it can and lays the files out first.
// Ruff is the npm package that .ci/run installs; its settings are in the library's pyproject.toml.

const { execFileSync } = require("node:child_process");
const fs = require("node:fs");
const path = require("node:path");

const globalPackages = execFileSync("npm", ["root", "-g"], { encoding: "utf8" }).trim();
const load = (name) => require(require.resolve(name, { paths: [globalPackages] }));
const { PositionEncoding, Workspace } = load("@astral-sh/ruff-wasm-nodejs");
const { parse } = load("smol-toml");

const library = path.resolve(__dirname, "../../../main/python");
const settings = parse(fs.readFileSync(path.join(library, "pyproject.toml"), "utf8")).tool.ruff;
const ignoredIn = settings.lint["per-file-ignores"];
delete settings.lint["per-file-ignores"];
const workspace = new Workspace(settings, PositionEncoding.Utf16);

function sources(folder) {
  return fs
    .readdirSync(folder, { recursive: true })
    .filter((file) => /\.pyi?$/.test(file))
    .sort()
    .map((file) => path.join(folder, file));
}

function problems(file, text) {
  const ignored = ignoredIn[path.relative(library, path.resolve(file))] ?? [];
  return workspace.check(text).filter((found) => !ignored.includes(found.code));
}

function mended(file, text) {
  for (let rounds = 0; rounds < 100; rounds++) {
    const found = problems(file, text).find((problem) => problem.fix);
    if (!found) break;
    text = withEdits(text, found.fix.edits);
  }
  return workspace.format(text);
}

function withEdits(text, edits) {
  const lines = [0];
  for (let at = 0; at < text.length; at++) if (text[at] === "\n") lines.push(at + 1);
  const offset = (location) => lines[location.row - 1] + location.column - 1;
  for (const edit of [...edits].reverse()) {
    const end = text.slice(offset(edit.end_location));
    text = text.slice(0, offset(edit.location)) + (edit.content ?? "") + end;
  }
  return text;
}

const fix = process.argv[2] === "--fix";
const folders = process.argv.slice(fix ? 3 : 2);
const found = [];
for (const file of folders.flatMap(sources)) {
  let text = fs.readFileSync(file, "utf8");
  try {
    const better = fix ? mended(file, text) : workspace.format(text);
    if (better !== text) {
      if (fix) fs.writeFileSync(file, (text = better));
      else found.push(`${file}:${differing(text, better)}: not laid out as ruff does it`);
    }
  } catch (error) {
    found.push(`${file}: ${error}`);
    continue;
  }
  for (const { code, message, start_location: at } of problems(file, text)) {
    found.push(`${file}:${at.row}:${at.column}: ${code ?? "syntax"} ${message}`);
  }
}

function differing(text, better) {
  const lines = better.split("\n");
  return text.split("\n").findIndex((line, at) => line !== lines[at]) + 1;
}

for (const line of found) console.log(line);
process.exitCode = found.length ? 1 : 0;
