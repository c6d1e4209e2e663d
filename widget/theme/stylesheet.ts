/** The Content-Security-Policy refuses styles that are not a file of the frame's own. Rejects when it cannot be had. */
export function addStylesheet(href: string): Promise<void> {
  const link = document.createElement('link');
  link.rel = 'stylesheet';
  link.href = href;
  return new Promise((resolve, reject) => {
    link.onload = () => resolve();
    link.onerror = () => {
      link.remove();
      reject(new Error(`no stylesheet: ${href}`));
    };
    document.head.append(link);
  });
}
