import { partWords } from '../i18n/parts.ts';
import type { TranscriptEntry } from '../models.ts';
import { actingParts } from './lazy.ts';

interface ToolProps {
  tool: NonNullable<TranscriptEntry['tool']>;
  result: string;
  language: string;
}

/** What the assistant had done, in one quiet line; what came of it is there for who asks. */
export function Tool({ tool, result, language }: ToolProps) {
  const text = partWords(language);
  // A tool's name is made for programs.
  const name = tool.name.replace(/[_-]+/g, ' ');
  const line =
    text.ownTools[tool.name]?.[tool.state] ??
    actingParts.get()?.toolLine(tool, language) ??
    text.tool[tool.state]?.(name) ??
    name;
  if (!result) return <p class="action">{line}</p>;
  return (
    <details class="action">
      <summary>{line}</summary>
      <pre dir="auto">{result}</pre>
    </details>
  );
}
