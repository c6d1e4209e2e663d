/** What follows from the tools that do something: a question for the visitor, the call after the yes, what came of it. */
import { ACTION_TOOLS, LOOKUP_TOOLS } from '../../../../../shared/tools/names.ts';
import type { ToolDefinition } from '../../../types.ts';
import type { Heard, Outcome } from '../heard.ts';
import type { PageText } from '../read-context.ts';
import type { Done, Scene } from './act.ts';
import { arrived } from './arrived.ts';
import { readConsent } from './consent.ts';
import { questionOf, told } from './outcome.ts';
import { wantedTool } from './page-tools.ts';
import type { Parameter } from './schema.ts';

export const LEFT = 'All right, I have left it as it is.';

const LOOKUPS: readonly string[] = Object.values(LOOKUP_TOOLS);
const TELLERS: readonly string[] = [...LOOKUPS, 'web_search', 'hang_up'];

/** After a tool that does something: what it asks, or what it did. `page` is the one that is read now. */
export function outcomeOf(
  since: readonly Outcome[],
  tools: readonly ToolDefinition[],
  page: PageText | undefined,
): string | undefined {
  const last = since.at(-1);
  if (!last || TELLERS.includes(last.name) || !tools.some(({ name }) => name === last.name)) return undefined;
  const question = questionOf(last.result);
  return question ?? (last.name === ACTION_TOOLS.goTo ? arrived(last, page) : undefined) ?? told(last.result);
}

/** The visitor's answer to a tool's question. */
export function answerToQuestion({ said, asked }: Heard, tools: readonly ToolDefinition[]): Done | undefined {
  const yes = asked && readConsent(said);
  if (!asked || yes === undefined) return undefined;
  if (!yes) return { say: [LEFT] };
  if (tools.some(({ name }) => name === asked.name))
    return { call: { name: asked.name, parameters: asked.parameters } };
  return { say: ['I am sorry, that cannot be done any more.'] };
}

/** An order for one of the page's own functions, or a question that only such a one answers. */
export function callPageTool(said: string, { tools, mayCall }: Scene, enough = 0): Done | undefined {
  const wish = wantedTool(
    said,
    tools.filter(({ name }) => mayCall(name)),
  );
  if (!wish || wish.score < enough) return undefined;
  const { tool, values, missing } = wish;
  if (missing) return { say: [questionFor(missing)] };
  return { call: { name: tool.name, parameters: JSON.stringify(values) } };
}

const MOST_CHOICES = 5;

export function questionFor({ label, choices, type }: Parameter): string {
  if (choices.length > 0 && choices.length <= MOST_CHOICES)
    return `Which ${label}: ${choices.slice(0, -1).join(', ')}${choices.length > 1 ? ' or ' : ''}${choices.at(-1)}?`;
  if (type === 'number' || type === 'integer') return `What number shall I take for the ${label}?`;
  return `What shall I take for the ${label}?`;
}
