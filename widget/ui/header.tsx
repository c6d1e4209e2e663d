import { CloseIcon, SettingsIcon } from './icons.tsx';
import { sheets } from './lazy.ts';
import { PageChip } from './page-chip.tsx';
import { LevelMeter, Ring } from './ring.tsx';
import { type Status, status } from './status.ts';
import type { Props } from './view.ts';

const TURNS = new Set<Status>(['ready', 'listening', 'hold', 'muted', 'thinking', 'speaking']);

export function Header({ models, view }: Props) {
  const text = view.words.value;
  const current = status(models);
  const silent = models.call.state.value === 'live' && view.spoken.value && view.silent.value;
  return (
    <header class="header">
      <PageChip models={models} view={view} />
      <div class="voice">
        <Ring models={models} view={view} />
        <LevelMeter models={models} view={view} />
      </div>
      <div class="heading">
        <h1>{models.settings.options.value.title}</h1>
        <p class="status">{silent ? text.silent(text.status[current]) : text.status[current]}</p>
        {/* The turns of a conversation are heard as it is; only what breaks them is announced. */}
        <p class="spoken" role="status">
          {TURNS.has(current) ? '' : text.status[current]}
        </p>
      </div>
      <button
        type="button"
        class="quiet settings"
        aria-label={text.settings}
        aria-expanded={view.sheet.value === 'settings'}
        aria-controls="settings-sheet"
        onFocus={sheets.load}
        onClick={() => view.toggleSheet('settings')}
      >
        <SettingsIcon />
      </button>
      <button type="button" class="quiet close" aria-label={text.close} onClick={() => models.panel.hide()}>
        <CloseIcon />
      </button>
    </header>
  );
}
