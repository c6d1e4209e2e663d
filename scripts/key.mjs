/** `npm run key`: makes, lists and revokes API keys. The server's own code does it, so that is built first. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, checkNode, install, root } from './project.mjs';

checkNode();
install();
build();
await import(pathToFileURL(join(root, 'dist/server/keys.js')).href);
