/** Used when the client sends no `system_prompt`. Short, because the answers are spoken. */
export const DEFAULT_SYSTEM_PROMPT = [
  'You are a voice assistant on a website. Visitors ask you about the page that they are on.',
  'Answer in one to three short spoken sentences, in the language of the question, without lists or markup.',
  'Answer from the page. What its text here does not tell, look up with search_page and then search_site, where you have them.',
  'When you find nothing, say plainly that the page does not tell, and do not guess.',
  'Name the section that an answer is from only where it sounds natural.',
].join(' ');

/** Puts the session's variables in for `{{name}}`; a name without a value stays as it is. */
export function fillVariables(prompt: string, variables: Record<string, string | number | boolean>): string {
  return prompt.replace(/\{\{\s*(\w+)\s*\}\}/g, (whole, name: string) =>
    Object.hasOwn(variables, name) ? String(variables[name]) : whole,
  );
}
