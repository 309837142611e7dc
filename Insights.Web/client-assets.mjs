// Copies the files that libman.json names from node_modules into wwwroot/lib and removes what it no longer names.
// It understands the part of the LibMan manifest that this project uses (provider "filesystem"), so that LibMan itself can take its place.
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';

const manifest = JSON.parse(readFileSync('libman.json', 'utf8'));
const lib = resolve('wwwroot/lib');
const wanted = new Set();

for (const library of manifest.libraries) {
  if ((library.provider ?? manifest.defaultProvider) !== 'filesystem') {
    throw new Error(`libman.json: ${library.library}: only the provider "filesystem" is supported here.`);
  }
  for (const file of library.files) {
    const target = resolve(library.destination ?? manifest.defaultDestination, file);
    if (!target.startsWith(lib + sep)) {
      throw new Error(`libman.json: ${file} would land outside wwwroot/lib.`);
    }
    mkdirSync(dirname(target), { recursive: true });
    copyFileSync(join(library.library, file), target);
    wanted.add(target);
  }
}

const filesIn = (folder) =>
  readdirSync(folder)
    .map((name) => join(folder, name))
    .flatMap((path) => (statSync(path).isDirectory() ? filesIn(path) : [path]));

for (const file of existsSync(lib) ? filesIn(lib) : []) {
  if (!wanted.has(file)) rmSync(file);
}
