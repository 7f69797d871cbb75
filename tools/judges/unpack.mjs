// Unpacks the browser that lies compressed in its package, with its font and the libraries that a bare machine lacks:
//   TMPDIR=WHERE node unpack.mjs FOLDER_OF_NODE_MODULES
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const home = join(process.argv[2], '@sparticuz', 'chromium');
const { inflate } = await import(pathToFileURL(join(home, 'build', 'index.js')));
await Promise.all(['chromium.br', 'fonts.tar.br', 'al2023.tar.br'].map((name) => inflate(join(home, 'bin', name))));
