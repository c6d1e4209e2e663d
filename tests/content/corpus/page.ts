/** A page of the corpus: its words, and which kind of site shows them. */
export type Kind =
  | 'article'
  | 'blog'
  | 'docs'
  | 'product'
  | 'list'
  | 'restaurant'
  | 'clinic'
  | 'government'
  | 'forum'
  | 'recipe'
  | 'event'
  | 'museum'
  | 'landing'
  | 'app';

export interface CorpusPage {
  kind: Kind;
  template: string;
  /** BCP 47. */
  language: string;
  /** Of the document. */
  title: string;
  site: string;
  /**
   * What a person would mark as the page's content, a block a line: `#` to `####` headings, `- ` and `1. ` items,
   * `| a | b` table rows of which the first is the head, `! ` an image's alternative text, `$ ` code, `> ` a quotation,
   * `= ` who wrote the post that follows, `? ` a question that unfolds what follows it, `@ ` a tab of which the first is
   * open. All others are paragraphs. `[label](address)` and `**strong**` may be in any.
   */
  body: string;
  /** JSON-LD. */
  data?: object[];
  /** Lines of the footer: an address, opening hours. */
  footer?: string[];
  menu?: string[];
  related?: string[];
  comments?: string[];
  /** Written, with its template, after what finds the content had been tuned on the others. */
  heldOut?: true;
}
