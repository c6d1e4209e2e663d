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
  const own = { ...actingParts.get()?.toolWords(language), ...text.ownTools };
  const line = own[tool.name]?.[tool.state] ?? text.tool[tool.state](tool.name.replace(/[_-]+/g, ' '));
  if (!result) return <p class="action">{line}</p>;
  return (
    <details class="action">
      <summary>{line}</summary>
      <pre dir="auto">{result}</pre>
    </details>
  );
}
