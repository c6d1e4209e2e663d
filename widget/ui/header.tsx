import './header.css';
import { CloseIcon } from './icons.tsx';
import { PageChip } from './page-chip.tsx';
import { LevelMeter, Ring } from './ring.tsx';
import { status } from './status.ts';
import type { Props } from './view.ts';

export function Header({ models, view }: Props) {
  const text = view.words.value;
  return (
    <header class="header">
      <PageChip models={models} view={view} />
      <div class="voice">
        <Ring models={models} view={view} />
        <LevelMeter models={models} view={view} />
      </div>
      <div class="heading">
        <h1>{models.settings.options.value.title}</h1>
        <p class="status" role="status">
          {text.status[status(models)]}
        </p>
      </div>
      <button type="button" class="quiet close" aria-label={text.close} onClick={() => models.panel.hide()}>
        <CloseIcon />
      </button>
    </header>
  );
}
