import './header.css';
import { CloseIcon } from './icons.tsx';
import { PageChip } from './page-chip.tsx';
import { LevelMeter, Ring } from './ring.tsx';
import { type Status, status } from './status.ts';
import type { Props } from './view.ts';

const TURNS = new Set<Status>(['listening', 'thinking', 'speaking']);

export function Header({ models, view }: Props) {
  const text = view.words.value;
  const current = status(models);
  return (
    <header class="header">
      <PageChip models={models} view={view} />
      <div class="voice">
        <Ring models={models} view={view} />
        <LevelMeter models={models} view={view} />
      </div>
      <div class="heading">
        <h1>{models.settings.options.value.title}</h1>
        <p class="status">{text.status[current]}</p>
        {/* The turns of a conversation are heard as it is; only what breaks them is announced. */}
        <p class="spoken" role="status">
          {TURNS.has(current) ? '' : text.status[current]}
        </p>
      </div>
      <button type="button" class="quiet close" aria-label={text.close} onClick={() => models.panel.hide()}>
        <CloseIcon />
      </button>
    </header>
  );
}
