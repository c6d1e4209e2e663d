/** The immutable path of a release's loader, as it goes on after the server's address. */
const PINNED = /loader\/\w{12}\.js/;

/** Of the frame's document, by the address that its loader came from. */
export const widgetAddress = (loader: string): URL => new URL('widget/', loader.replace(PINNED, ''));

/** The address of a loader's other file, by that of the frame's document. It has a hash of its content in its name, as a pinned loader has. */
export const partAddress = (widget: string, hash: string): string =>
  new URL(`../loader/${hash}.js`, widget).href;
