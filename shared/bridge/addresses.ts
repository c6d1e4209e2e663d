/** The immutable path of a release's loader, as it goes on after the server's address. */
const PINNED = /loader\/\w{12}\.js/;

/** Of the frame's document, by the address that its loader came from. */
export const widgetAddress = (loader: string): URL => new URL('widget/', loader.replace(PINNED, ''));
