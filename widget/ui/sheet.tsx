import { lazyParts, partsMissing } from './lazy.ts';
import './sheet.css';
import type { Props } from './view.ts';

/** Stands at once, whether its content is there or still on its way: the press has been taken. */
export function Sheet(props: Props) {
  const sheet = props.view.sheet.value;
  if (!sheet) return null;
  const parts = lazyParts();
  return (
    <div id={`${sheet}-sheet`} class="sheet">
      {parts && (sheet === 'page' ? <parts.PageSheet {...props} /> : <parts.SettingsSheet {...props} />)}
      {partsMissing() && <p role="alert">{props.view.words.value.partsMissing}</p>}
    </div>
  );
}
