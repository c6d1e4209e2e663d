const words = (text: string): string[] => text.split(/\s+/).filter(Boolean);

/** What comes after `heard` in `whole`, word by word; undefined where `whole` does not begin with it. */
export function unheard(whole: string, heard: string): string | undefined {
  const [all, begun] = [words(whole), words(heard)];
  return begun.every((word, at) => word === all[at]) ? all.slice(begun.length).join(' ') : undefined;
}
