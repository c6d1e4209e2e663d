/** What a page can have done, in one file that comes when the first page's script asks for something. */
export { createCommands } from './host/commands.ts';
export { createPageTools } from './host/page-tools.ts';
